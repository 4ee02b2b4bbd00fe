// The semantic mirror: real elements with roles and names exactly over what the canvas shows, so
// that screen readers, keyboards, password managers, "find in page" and browser tests meet an
// ordinary page. It follows the module's diffs (shell/web/README.md), one DOM update a frame.
import type { MirrorDiff, MirrorNode, NodeId } from '../messages';
import { applyAttributes, applyName, applyRect, elementId } from './attributes';
import { isField, kindOf, makeElement, type FieldElement } from './roles';

interface Mirrored {
  node: MirrorNode;
  element: HTMLElement;
  kind: string;
}

const kTop: NodeId = '0';
const kLists = new Set(['listbox', 'menu']);

const kStreamGapMs = 50;

export class Mirror {
  private readonly nodes = new Map<NodeId, Mirrored>();
  private readonly ids = new WeakMap<Element, NodeId>();
  private waiting: MirrorDiff[] = [];
  private scheduled = false;
  private lastRun_ms = 0;
  private wantedFocus: NodeId | null = null;
  /** Focus that moves because we move elements is no event. */
  isMovingFocus = false;

  constructor(private readonly root: HTMLElement) {
    // The pixel ratio changes with the browser's zoom, and all positions with it.
    window.addEventListener('resize', () => this.nodes.forEach((one) => this.place(one)));
    // An animation frame that was asked for just before the tab was hidden does not come.
    document.addEventListener('visibilitychange', () => {
      this.scheduled = false;
      this.schedule();
    });
  }

  /** Drops everything: a new worker begins. */
  clear(): void {
    this.nodes.clear();
    this.waiting = [];
    this.wantedFocus = null;
    this.root.replaceChildren();
  }

  receive(diff: MirrorDiff): void {
    this.waiting.push(diff);
    this.schedule();
  }

  idOf(element: Element | null): NodeId | null {
    return element ? (this.ids.get(element) ?? null) : null;
  }

  nodeOf(element: Element | null): MirrorNode | null {
    const id = this.idOf(element);
    return id ? (this.nodes.get(id)?.node ?? null) : null;
  }

  /** Moves keyboard focus; to an element that is still to come, when it comes. */
  focus(id: NodeId): void {
    this.wantedFocus = id;
    this.schedule();
  }

  setField(id: NodeId, value: string): void {
    this.flush();
    const element = this.nodes.get(id)?.element;
    if (element && isField(element) && element.value !== value) element.value = value;
  }

  private schedule(): void {
    if (this.scheduled) return;
    const run = (): void => {
      this.scheduled = false;
      this.lastRun_ms = performance.now();
      this.flush();
      this.giveFocus();
    };
    // The answer to a single key or click goes in at once, so that focus moves before the next
    // key; only a stream of changes (scrolling) is thinned out to one a frame.
    if (performance.now() - this.lastRun_ms > kStreamGapMs) {
      run();
      return;
    }
    this.scheduled = true;
    // A hidden tab has no animation frames, but a test or a screen reader may still read it.
    if (document.hidden) setTimeout(run, 0);
    else requestAnimationFrame(run);
  }

  private flush(): void {
    if (!this.waiting.length) return;
    const focused = document.activeElement;
    this.isMovingFocus = true;
    for (const diff of this.waiting.splice(0)) this.apply(diff);
    this.keepFocus(focused);
    this.isMovingFocus = false;
  }

  private apply(diff: MirrorDiff): void {
    const reordered = new Map(diff.order ?? []);
    for (const node of diff.set ?? []) this.set(node, reordered.get(node.id));
    for (const [id, ...rect] of diff.move ?? []) {
      const mirrored = this.nodes.get(id);
      if (!mirrored) continue;
      mirrored.node.rect = rect;
      this.place(mirrored);
    }
    for (const [parent, children] of reordered) this.order(parent, children);
    for (const id of diff.remove ?? []) {
      this.nodes.get(id)?.element.remove();
      this.nodes.delete(id);
    }
    if (diff.set || diff.remove) {
      this.guardModal();
      this.guardList();
    }
  }

  private set(node: MirrorNode, children: readonly NodeId[] | undefined): void {
    let mirrored = this.nodes.get(node.id);
    const kind = kindOf(node);
    if (mirrored?.kind !== kind) {
      const element = makeElement(node);
      element.id = elementId(node.id);
      this.ids.set(element, node.id);
      if (mirrored) {
        element.append(...mirrored.element.children);
        mirrored.element.replaceWith(element);
      }
      mirrored = { node, element, kind };
      this.nodes.set(node.id, mirrored);
    }
    mirrored.node = node;
    const hasChildren = children ? children.length > 0 : mirrored.element.childElementCount > 0;
    applyAttributes(mirrored.element, node, hasChildren);
    this.place(mirrored);
  }

  private place(mirrored: Mirrored): void {
    applyRect(mirrored.element, mirrored.node.rect);
  }

  private order(parentId: NodeId, children: readonly NodeId[]): void {
    const parent = parentId === kTop ? this.root : this.nodes.get(parentId)?.element;
    if (!parent) return;
    const owner = this.nodes.get(parentId);
    if (owner && children.length > 0 && !owner.element.firstElementChild) {
      owner.element.textContent = ''; // its name becomes a label
    }
    const focused = document.activeElement;
    let at = parent.firstElementChild;
    for (const id of children) {
      const child = this.nodes.get(id)?.element;
      if (!child) continue;
      if (child !== at && child.parentElement === parent && child.contains(focused)) {
        // Moving an element takes its focus away, so the others move around it.
        while (at && at !== child) {
          const next: Element | null = at.nextElementSibling;
          parent.append(at);
          at = next;
        }
      }
      if (child === at) at = at.nextElementSibling;
      else parent.insertBefore(child, at);
    }
    if (owner) applyName(owner.element, owner.node, children.length > 0);
  }

  /** Nothing behind a modal dialog can be reached: all beside its path is inert. */
  private guardModal(): void {
    const modals = [...this.nodes.values()].filter(({ node }) => node.modal);
    const top = modals.at(-1)?.element ?? null;
    for (const element of this.root.querySelectorAll<HTMLElement>('[inert]')) {
      if (!top || element.contains(top)) element.inert = false;
    }
    for (let path = top; path && path !== this.root; path = path.parentElement) {
      for (const sibling of path.parentElement?.children ?? []) {
        if (sibling instanceof HTMLElement) sibling.inert = sibling !== path;
      }
    }
    if (top) top.inert = false;
  }

  /** An open list or menu lies over everything, wherever it stands in reading order (style.css). */
  private guardList(): void {
    const isOpen = [...this.nodes.values()].some(({ node }) => kLists.has(node.role));
    this.root.classList.toggle('list-open', isOpen);
  }

  private keepFocus(before: Element | null): void {
    if (!(before instanceof HTMLElement) || before === document.activeElement) return;
    if (this.root.contains(before)) before.focus({ preventScroll: true });
  }

  private giveFocus(): void {
    const id = this.wantedFocus;
    if (id === null) return;
    if (id === kTop) {
      this.wantedFocus = null;
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return;
    }
    const element = this.nodes.get(id)?.element;
    if (!element) return; // stays wanted
    this.wantedFocus = null;
    if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  fieldOf(target: EventTarget | null): FieldElement | null {
    return target instanceof Element && isField(target) ? target : null;
  }
}
