// What happens in the text fields and on the elements of the mirror: text, submit, focus,
// activation. The browser edits; the app gets the whole content after each edit.
import type { AppEvent } from '../messages';
import type { Mirror } from './mirror';
import { isActivated, isField, isNativelyActivated } from './roles';

export function watchMirror(
  root: HTMLElement,
  mirror: Mirror,
  send: (event: AppEvent) => void,
): void {
  const sendText = (target: EventTarget | null, composing: boolean): void => {
    const field = mirror.fieldOf(target);
    const id = mirror.idOf(field);
    if (field && id) send({ type: 'text', id, value: field.value, composing });
  };
  root.addEventListener('input', (event) => {
    sendText(event.target, event instanceof InputEvent && event.isComposing);
  });
  root.addEventListener('compositionend', (event) => sendText(event.target, false));

  root.addEventListener('submit', (event) => event.preventDefault());

  root.addEventListener('focusin', ({ target }) => {
    const id = target instanceof Element ? mirror.idOf(target) : null;
    if (id && !mirror.isMovingFocus) send({ type: 'focus', id });
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    const staysInside = relatedTarget instanceof Node && root.contains(relatedTarget);
    // The window's own loss of focus is no reason to close what is open.
    if (!staysInside && !mirror.isMovingFocus && document.hasFocus()) {
      send({ type: 'focus', id: '0' });
    }
  });

  root.addEventListener('click', (event) => {
    // Clicks of a pointer reach the app as coordinates; these come from keys, scripts and
    // assistive technology.
    if (event.detail !== 0) return;
    const element = activatedAt(event.target, mirror);
    const id = mirror.idOf(element);
    if (id) send({ type: 'activate', id });
  });
}

/** The element that a click or key on `target` is for. */
function activatedAt(target: EventTarget | null, mirror: Mirror): Element | null {
  let element = target instanceof Element ? target : null;
  const first = element;
  while (element && !isActivated(mirror.nodeOf(element)?.role ?? '')) element = element.parentElement;
  return element ?? first;
}

/**
 * A key on an element of the mirror that the element takes itself. True: it is dealt with and goes
 * no further to the app.
 */
export function takeKey(
  event: KeyboardEvent,
  mirror: Mirror,
  send: (event: AppEvent) => void,
): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.isComposing || event.keyCode === 229) return true;
  if (isField(target)) return takeFieldKey(event, target, mirror, send);
  const id = mirror.idOf(target);
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!id || !isPlain || (event.key !== 'Enter' && event.key !== ' ')) return false;
  if (!isActivated(mirror.nodeOf(target)?.role ?? '')) return false;
  if (target && isNativelyActivated(target)) {
    // Enter does nothing on a native checkbox; elsewhere the browser makes a click of it.
    const isBox = target instanceof HTMLInputElement;
    if (!isBox || event.key === ' ') return true;
  }
  event.preventDefault();
  if (!event.repeat) send({ type: 'activate', id });
  return true;
}

function takeFieldKey(
  event: KeyboardEvent,
  field: HTMLInputElement | HTMLTextAreaElement,
  mirror: Mirror,
  send: (event: AppEvent) => void,
): boolean {
  const id = mirror.idOf(field);
  const isChord = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && id && (field instanceof HTMLInputElement || isChord)) {
    event.preventDefault();
    if (!event.repeat) send({ type: 'submit', id });
    return true;
  }
  if (event.key === 'Escape') return false;
  // From a search field the arrows lead into its list, and chords that edit nothing are commands.
  const isSearch = field.type === 'search' || field.getAttribute('role') === 'combobox';
  if (isSearch && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) return false;
  if (isChord && kCommandChords.has(event.code)) return false;
  return event.key !== 'F6';
}

/** Ctrl or ⌘ with these is never editing. */
const kCommandChords = new Set(['KeyK', 'Slash', 'Period', 'Comma']);
