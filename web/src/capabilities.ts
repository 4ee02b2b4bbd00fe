// What the workspace cannot do without; below the floor a plain page says what is missing.
import { words } from './words';

/** What is missing, in words; null when nothing is. */
export function missingCapability(): string | null {
  if (!window.isSecureContext) return words().secureContext;
  if (typeof WebAssembly !== 'object') return 'WebAssembly';
  if (typeof Worker !== 'function') return 'Web Workers';
  if (typeof OffscreenCanvas !== 'function') return 'OffscreenCanvas';
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype)) return 'OffscreenCanvas';
  if (!('locks' in navigator)) return 'Web Locks';
  if (!('inert' in HTMLElement.prototype)) return 'inert';
  return null; // WebGL 2 is the worker's to find out
}
