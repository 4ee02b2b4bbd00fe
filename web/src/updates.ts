// New versions: the service worker fetches one whole in the background; the person decides when it
// is loaded.

const kCheckEveryMs = 60 * 60 * 1000;

let registration: ServiceWorkerRegistration | null = null;

export async function watchUpdates(onReady: () => void): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  try {
    registration = await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' });
  } catch {
    return; // e.g. blocked by the browser's settings: works, but not offline
  }
  const current = registration;
  const tellWhenInstalled = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) onReady();
    });
  };
  if (current.waiting && navigator.serviceWorker.controller) onReady();
  tellWhenInstalled(current.installing);
  current.addEventListener('updatefound', () => tellWhenInstalled(current.installing));
  const check = (): void => void current.update().catch(() => undefined);
  setInterval(check, kCheckEveryMs);
  window.addEventListener('online', check);
}

/** Loads the new version, if one waits; otherwise the same again. */
export function loadNewVersion(): void {
  const waiting = registration?.waiting;
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('skip_waiting');
}
