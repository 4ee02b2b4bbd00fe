// What the system prefers and how the window is: told at the start and whenever it changes.
import type { AppEvent } from './messages';

type Send = (event: AppEvent) => void;

const kDark = '(prefers-color-scheme: dark)';
const kContrast = '(prefers-contrast: more), (forced-colors: active)';
const kStill = '(prefers-reduced-motion: reduce)';

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

export function systemEvent(): AppEvent {
  return {
    type: 'system',
    dark: matchMedia(kDark).matches,
    more_contrast: matchMedia(kContrast).matches,
    reduced_motion: matchMedia(kStill).matches,
    mac: isMac(),
    languages: navigator.languages,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

export function sizeEvent(): AppEvent {
  const ratio = window.devicePixelRatio;
  return {
    type: 'resize',
    width: Math.max(1, Math.round(window.innerWidth * ratio)),
    height: Math.max(1, Math.round(window.innerHeight * ratio)),
    ratio,
  };
}

export function visibilityEvent(): AppEvent {
  return { type: 'visibility', visible: !document.hidden };
}

export function onlineEvent(): AppEvent {
  return { type: 'online', online: navigator.onLine };
}

export function watchSystem(send: Send): void {
  for (const query of [kDark, kContrast, kStill]) {
    matchMedia(query).addEventListener('change', () => send(systemEvent()));
  }
  window.addEventListener('languagechange', () => send(systemEvent()));
  window.addEventListener('online', () => send(onlineEvent()));
  window.addEventListener('offline', () => send(onlineEvent()));
  document.addEventListener('visibilitychange', () => send(visibilityEvent()));
}

export function watchSize(canvas: HTMLCanvasElement, send: Send): void {
  const observer = new ResizeObserver((entries) => {
    // The exact size in physical pixels, where the browser tells it: at a zoom of 110 % no
    // rounding of ours would find it.
    const exact = entries.at(-1)?.devicePixelContentBoxSize?.[0];
    if (!exact) {
      send(sizeEvent());
      return;
    }
    const ratio = window.devicePixelRatio;
    send({
      type: 'resize',
      width: Math.max(1, exact.inlineSize),
      height: Math.max(1, exact.blockSize),
      ratio,
    });
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas); // Safari
  }
}
