// Keeps the site's files on this computer, so that it opens offline. A version is cached whole,
// under its own name, before it counts as installed, and waits until a page asks for it. Nothing
// of the server's data passes here.

declare const self: ServiceWorkerGlobalScope;

/** Filled in by vite.config.ts: every file of the site, and a hash over all of them. */
const kFiles: readonly string[] = '__FIRSTHAND_FILES__'.split('|');
const kCache = 'firsthand-__FIRSTHAND_VERSION__';
const kPage = './';

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

self.addEventListener('message', (event) => {
  if (event.data === 'skip_waiting') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const file = fileOf(event.request);
  if (file !== null) event.respondWith(answer(file, event.request));
});

async function install(): Promise<void> {
  const cache = await caches.open(kCache);
  await cache.addAll(
    kFiles.map((file) => {
      // Files named by their content may come from the browser's cache; others must be fresh.
      const isNamedByContent = file.startsWith('assets/');
      return new Request(file, { cache: isNamedByContent ? 'default' : 'reload' });
    }),
  );
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('firsthand-') && name !== kCache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Which of our files a request is for; null: not ours to answer. */
function fileOf(request: Request): string | null {
  if (request.method !== 'GET') return null;
  const scope = new URL(self.registration.scope);
  const url = new URL(request.url);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return null;
  const path = url.pathname.slice(scope.pathname.length);
  if (path === '' || path === 'index.html') return kPage;
  return kFiles.includes(path) ? path : null;
}

async function answer(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(kCache);
  // The server answers with Vary for compression; ours is one form of each.
  return (await cache.match(file, { ignoreVary: true })) ?? fetch(request);
}

export {};
