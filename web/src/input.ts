// Pointers, wheel and keys, as flat records in physical pixels. Shortcuts go by the physical key,
// so they work in any layout; text is the fields' own.
import type { AppEvent, Modifiers } from './messages';
import { takeKey } from './mirror/field_events';
import type { Mirror } from './mirror/mirror';
import { isField } from './mirror/roles';
import { watchTouch } from './touch';

type Send = (event: AppEvent) => void;

const kLinePx = 40; // of wheels that count in lines
const kPagePx = 800;

export function modifiersOf(event: KeyboardEvent | MouseEvent): Modifiers {
  return (
    (event.shiftKey ? 1 : 0) |
    (event.ctrlKey ? 2 : 0) |
    (event.altKey ? 4 : 0) |
    (event.metaKey ? 8 : 0)
  );
}

export function watchInput(root: HTMLElement, mirror: Mirror, send: Send): void {
  watchPointer(root, send);
  watchTouch(root, send);
  watchWheel(root, send);
  watchKeys(mirror, send);
  root.addEventListener('contextmenu', (event) => {
    if (!(event.target instanceof Element) || !isField(event.target)) event.preventDefault();
  });
}

// The buttons of the DOM are left, middle, right; the app's left, right, middle.
const kButtons = [0, 2, 1];

function watchPointer(root: HTMLElement, send: Send): void {
  const tell = (kind: 'move' | 'down' | 'up' | 'leave', event: PointerEvent): void => {
    if (event.pointerType === 'touch') return; // touch.ts
    const ratio = window.devicePixelRatio;
    send({
      type: 'pointer',
      kind,
      x: event.clientX * ratio,
      y: event.clientY * ratio,
      button: kButtons[event.button] ?? 0,
      modifiers: modifiersOf(event),
      touch: false,
    });
  };
  let lastMove: PointerEvent | null = null;
  const sendMove = (): void => {
    if (lastMove) tell('move', lastMove);
    lastMove = null;
  };
  root.addEventListener('pointermove', (event) => {
    // One move a frame is enough for hovering; a press sends what waits first.
    if (!lastMove) requestAnimationFrame(sendMove);
    lastMove = event;
  });
  root.addEventListener('pointerdown', (event) => {
    sendMove();
    tell('down', event);
    // Drags go on outside of the window. Not from fields: selecting text is theirs.
    const isText = event.target instanceof Element && isField(event.target);
    if (!isText && event.pointerType === 'mouse') capture(root, event.pointerId);
  });
  root.addEventListener('pointerup', (event) => {
    sendMove();
    tell('up', event);
  });
  root.addEventListener('pointercancel', (event) => tell('leave', event));
  document.documentElement.addEventListener('pointerleave', (event) => tell('leave', event));
}

function capture(root: HTMLElement, pointerId: number): void {
  // Captured only once it moves: a capture would take the click from the element under it.
  const begin = (event: PointerEvent): void => {
    if (event.pointerId === pointerId && event.buttons) {
      try {
        root.setPointerCapture(pointerId);
      } catch {
        // The pointer is gone already.
      }
    }
    end();
  };
  const end = (): void => {
    root.removeEventListener('pointermove', begin);
    root.removeEventListener('pointerup', end);
  };
  root.addEventListener('pointermove', begin);
  root.addEventListener('pointerup', end);
}

function watchWheel(root: HTMLElement, send: Send): void {
  root.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) return; // the browser's zoom
      if (event.target instanceof Element && scrollsItself(event.target, event.deltaY)) return;
      event.preventDefault();
      const ratio = window.devicePixelRatio;
      const unit = [1, kLinePx, kPagePx][event.deltaMode] ?? 1;
      send({
        type: 'wheel',
        x: event.clientX * ratio,
        y: event.clientY * ratio,
        dx: event.deltaX * unit * ratio,
        dy: event.deltaY * unit * ratio,
      });
    },
    { passive: false },
  );
}

function scrollsItself(element: Element, deltaY: number): boolean {
  if (!isField(element) || element !== document.activeElement) return false;
  const room = element.scrollHeight - element.clientHeight;
  return deltaY < 0 ? element.scrollTop > 0 : element.scrollTop < room - 1;
}

function watchKeys(mirror: Mirror, send: Send): void {
  const onKey = (event: KeyboardEvent, down: boolean): void => {
    if (event.defaultPrevented || isOnPlainPage(event.target)) return;
    if (event.key === 'Tab') return; // native: Tab order is reading order
    if (down ? takeKey(event, mirror, send) : isTyping(event)) return;
    if (down && isTakenFromBrowser(event)) event.preventDefault();
    send({ type: 'key', down, code: event.code, key: event.key, modifiers: modifiersOf(event) });
    // Escape leaves a field at once: what is typed next are commands, before any answer comes.
    if (down && event.key === 'Escape' && isField(event.target as Element | null)) {
      (event.target as HTMLElement).blur();
    }
  };
  window.addEventListener('keydown', (event) => onKey(event, true));
  window.addEventListener('keyup', (event) => onKey(event, false));
}

function isTyping(event: KeyboardEvent): boolean {
  return event.isComposing || (event.target instanceof Element && isField(event.target));
}

function isOnPlainPage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('#plain') !== null;
}

const kScrollKeys = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
  '/', // quick find in Firefox
  "'",
]);

/** Keys that would scroll the page or search in it. All other chords stay the browser's too. */
function isTakenFromBrowser(event: KeyboardEvent): boolean {
  const isChord = event.ctrlKey || event.metaKey;
  if (event.altKey) return false;
  if (isChord) return ['KeyK', 'Enter', 'Slash'].includes(event.code);
  return kScrollKeys.has(event.key) || event.key === 'Escape';
}
