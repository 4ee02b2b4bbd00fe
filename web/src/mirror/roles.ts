// Which real element stands for a node, and what ARIA it needs beside.
import type { MirrorNode } from '../messages';

export type FieldElement = HTMLInputElement | HTMLTextAreaElement;

/** A node whose element is another kind has to be made anew. */
export function kindOf(node: MirrorNode): string {
  if (node.input) return `field:${node.input}`;
  if (node.role === 'heading') return `heading:${headingLevel(node)}`;
  return node.role;
}

function headingLevel(node: MirrorNode): number {
  return Math.min(Math.max(node.level ?? 2, 1), 6);
}

export function makeElement(node: MirrorNode): HTMLElement {
  if (node.input) return makeField(node);
  switch (node.role) {
    case 'button': {
      const button = document.createElement('button');
      button.type = 'button';
      return button;
    }
    case 'checkbox':
    case 'radio': {
      const box = document.createElement('input');
      box.type = node.role;
      return box;
    }
    case 'heading':
      return document.createElement(`h${headingLevel(node)}`);
    case 'form': {
      // A real one, since password managers look for it. It is never submitted (field_events.ts).
      const form = document.createElement('form');
      form.setAttribute('role', 'form');
      form.noValidate = true;
      return form;
    }
    case 'paragraph':
      return document.createElement('p');
    case 'text':
    case '':
      return document.createElement('span');
    default: {
      const element = document.createElement('div');
      element.setAttribute('role', node.role);
      return element;
    }
  }
}

function makeField(node: MirrorNode): FieldElement {
  const isMultiline = node.input === 'multiline';
  const field = document.createElement(isMultiline ? 'textarea' : 'input');
  field.className = 'field';
  if (field instanceof HTMLInputElement) {
    field.type = node.input === 'line' ? 'text' : (node.input ?? 'text');
  }
  if (node.role === 'combobox') field.setAttribute('role', 'combobox');
  // Names, passwords and searches are not prose; and a phone must not "correct" them.
  field.spellcheck = isMultiline;
  if (!isMultiline) field.autocapitalize = 'none';
  return field;
}

export function isField(element: Element | null): element is FieldElement {
  return element !== null && element.classList.contains('field');
}

/** Roles that a person sets off with Enter or Space, or a screen reader with its own command. */
const kActivated = new Set([
  'button',
  'link',
  'checkbox',
  'radio',
  'tab',
  'menuitem',
  'option',
  'combobox',
  'columnheader',
]);

export function isActivated(role: string): boolean {
  return kActivated.has(role);
}

/** Elements that the browser itself turns Enter and Space into a click for. */
export function isNativelyActivated(element: Element): boolean {
  return (
    element instanceof HTMLButtonElement ||
    (element instanceof HTMLInputElement && !isField(element))
  );
}

/** Elements that can be focused without a tabindex. */
export function isNativelyFocusable(element: Element): boolean {
  return (
    element instanceof HTMLButtonElement ||
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement
  );
}

// Their text is their name; an aria-label is not allowed on some, and text is found by "find in
// page" on all.
const kNamedByText = new Set([
  '',
  'text',
  'heading',
  'paragraph',
  'button',
  'link',
  'tab',
  'menuitem',
  'option',
  'gridcell',
  'columnheader',
  'listitem',
  'status',
  'alert',
  'definition',
  'term',
]);
const kNamelessRoles = new Set(['', 'text', 'paragraph', 'definition', 'term']);

export function isNamedByText(role: string): boolean {
  return kNamedByText.has(role);
}

export function mayHaveLabel(role: string): boolean {
  return !kNamelessRoles.has(role);
}
