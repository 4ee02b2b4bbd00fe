// From a node to its element's attributes. Only what differs is written: a write costs layout and
// makes screen readers speak.
import type { MirrorNode, Rect } from '../messages';
import { isActivated, isField, isNamedByText, isNativelyFocusable, mayHaveLabel } from './roles';

export function elementId(id: string): string {
  return `n${id}`;
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function state(value: boolean | undefined): string | null {
  return value === undefined ? null : String(value);
}

function flag(value: boolean | undefined): string | null {
  return value ? 'true' : null;
}

function count(value: number | undefined): string | null {
  return value ? String(value) : null;
}

export function applyRect(element: HTMLElement, rect: Rect): void {
  const ratio = window.devicePixelRatio;
  const [x, y, w, h] = rect;
  const { style } = element;
  style.left = `${x / ratio}px`;
  style.top = `${y / ratio}px`;
  style.width = `${w / ratio}px`;
  style.height = `${h / ratio}px`;
}

export function applyAttributes(element: HTMLElement, node: MirrorNode, hasChildren: boolean): void {
  applyName(element, node, hasChildren);
  applyStates(element, node);
  applyFocusability(element, node);
  if (isField(element)) applyField(element, node);
  else if (element instanceof HTMLInputElement) applyChecked(element, node);
}

export function applyName(element: HTMLElement, node: MirrorNode, hasChildren: boolean): void {
  const name = node.name ?? '';
  element.classList.toggle('leaf', !hasChildren);
  const isInput = isNativelyFocusable(element) && !(element instanceof HTMLButtonElement);
  const byText = !isInput && !hasChildren && isNamedByText(node.role);
  const label = byText || !mayHaveLabel(node.role) ? null : name || null;
  setAttribute(element, 'aria-label', label);
  if (isInput || hasChildren) return;
  // A combobox shows its value; others that are not named by their text have none.
  const text = byText ? name : (node.value ?? '');
  if (element.textContent !== text) element.textContent = text;
}

function applyStates(element: HTMLElement, node: MirrorNode): void {
  const isBox = element instanceof HTMLInputElement && !isField(element);
  const set = (name: string, value: string | null): void => setAttribute(element, name, value);
  set('aria-description', node.description || null);
  set('aria-keyshortcuts', node.shortcut || null);
  set('aria-disabled', flag(node.disabled));
  set('aria-selected', takesSelected(node.role) ? String(node.selected ?? false) : null);
  set('aria-current', node.current ? (node.role === 'link' ? 'page' : 'true') : null);
  if (!isBox) set('aria-checked', state(node.checked));
  set('aria-expanded', node.role === 'combobox' ? String(node.expanded ?? false) : state(node.expanded));
  set('aria-haspopup', node.role === 'combobox' ? 'listbox' : null);
  set('aria-invalid', flag(node.invalid));
  set('aria-required', flag(node.required));
  set('aria-modal', flag(node.modal));
  set('aria-rowcount', count(node.row_count));
  set('aria-rowindex', count(node.row_index));
  set('aria-colindex', count(node.column_index));
  set('aria-sort', node.sort || null);
  set(
    'aria-activedescendant',
    node.active_descendant ? elementId(node.active_descendant) : null,
  );
  if (node.role === 'progressbar') set('aria-valuetext', node.value || null);
}

function takesSelected(role: string): boolean {
  return role === 'option' || role === 'tab' || role === 'row' || role === 'gridcell';
}

function applyFocusability(element: HTMLElement, node: MirrorNode): void {
  // Not in the Tab order, but the app may still move focus to it.
  const mayBeFocused = isNativelyFocusable(element) || isActivated(node.role);
  const tab = node.focusable ? '0' : mayBeFocused ? '-1' : null;
  setAttribute(element, 'tabindex', tab);
}

function applyChecked(element: HTMLInputElement, node: MirrorNode): void {
  const checked = node.checked ?? false;
  if (element.checked !== checked) element.checked = checked;
}

function colour(rgba: number): string {
  return `#${(rgba >>> 0).toString(16).padStart(8, '0')}`;
}

function applyField(field: HTMLInputElement | HTMLTextAreaElement, node: MirrorNode): void {
  setAttribute(field, 'placeholder', node.placeholder || null);
  setAttribute(field, 'autocomplete', node.autocomplete || 'off');
  setAttribute(field, 'maxlength', count(node.max_bytes));
  if (field.readOnly !== (node.disabled ?? false)) field.readOnly = node.disabled ?? false;
  // While it has focus, the field itself knows best.
  const value = node.value ?? '';
  if (document.activeElement !== field && field.value !== value) field.value = value;
  if (!node.look) return;
  const ratio = window.devicePixelRatio;
  const [font, text, back, paddingX, paddingY] = node.look;
  const { style } = field;
  style.fontSize = `${font / ratio}px`;
  style.padding = `${paddingY / ratio}px ${paddingX / ratio}px`;
  style.setProperty('--field-text', colour(text));
  style.setProperty('--field-back', colour(back));
}
