// The address bar: "#/t/1042" is the app's route "/t/1042". Back, forward and links tell the app;
// the app tells the address bar.
import type { AppEvent } from './messages';

export function currentRoute(): string {
  return decodeURI(location.hash.replace(/^#/, ''));
}

export function routeEvent(): AppEvent {
  return { type: 'route', route: currentRoute() };
}

export function watchHistory(send: (event: AppEvent) => void): void {
  window.addEventListener('popstate', () => send(routeEvent()));
}

export function showRoute(route: string, replace: boolean): void {
  if (route === currentRoute()) return;
  const address = `#${encodeURI(route)}`;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
}
