// Fingers: a tap is a click, a long press the other button, a drag scrolls with some inertia.
// ImGui knows none of these, so they are made of pointer and wheel records here.
import type { AppEvent } from './messages';
import { isField } from './mirror/roles';

const kSlopPx = 8; // CSS pixels that a tap may wander
const kLongPressMs = 500;
const kFriction = 0.94; // of the speed, a frame
const kSpeedMin = 0.3; // CSS pixels a frame

interface Finger {
  id: number;
  startX: number;
  startY: number;
  x: number;
  y: number;
  speedX: number;
  speedY: number;
  scrolls: boolean;
  longPress: ReturnType<typeof setTimeout>;
}

export function watchTouch(root: HTMLElement, send: (event: AppEvent) => void): void {
  let finger: Finger | null = null;
  let gliding = 0;

  const pointer = (kind: 'move' | 'down' | 'up' | 'leave', x: number, y: number, button = 0): void => {
    const ratio = window.devicePixelRatio;
    send({
      type: 'pointer',
      kind,
      x: x * ratio,
      y: y * ratio,
      button,
      modifiers: 0,
      touch: true,
    });
  };
  const scroll = (x: number, y: number, dx: number, dy: number): void => {
    const ratio = window.devicePixelRatio;
    send({ type: 'wheel', x: x * ratio, y: y * ratio, dx: -dx * ratio, dy: -dy * ratio });
  };
  const drop = (): void => {
    if (finger) clearTimeout(finger.longPress);
    finger = null;
  };
  const glide = (last: Finger): void => {
    const step = (): void => {
      last.speedX *= kFriction;
      last.speedY *= kFriction;
      gliding = 0;
      if (Math.hypot(last.speedX, last.speedY) < kSpeedMin) return;
      scroll(last.x, last.y, last.speedX, last.speedY);
      gliding = requestAnimationFrame(step);
    };
    step();
  };

  root.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch' || finger) return;
    cancelAnimationFrame(gliding);
    const { clientX: x, clientY: y } = event;
    const longPress = setTimeout(() => {
      if (!finger) return;
      pointer('down', finger.x, finger.y, 1);
      pointer('up', finger.x, finger.y, 1);
      drop();
    }, kLongPressMs);
    finger = {
      id: event.pointerId,
      startX: x,
      startY: y,
      x,
      y,
      speedX: 0,
      speedY: 0,
      scrolls: false,
      longPress,
    };
  });
  root.addEventListener('pointermove', (event) => {
    if (event.pointerId !== finger?.id) return;
    const isText = event.target instanceof Element && isField(event.target);
    const { clientX: x, clientY: y } = event;
    if (!finger.scrolls && Math.hypot(x - finger.startX, y - finger.startY) > kSlopPx) {
      finger.scrolls = !isText || event.target !== document.activeElement;
      clearTimeout(finger.longPress);
      if (finger.scrolls) pointer('move', x, y);
    }
    if (finger.scrolls) {
      finger.speedX = x - finger.x;
      finger.speedY = y - finger.y;
      scroll(x, y, finger.speedX, finger.speedY);
    }
    finger.x = x;
    finger.y = y;
  });
  root.addEventListener('pointerup', (event) => {
    if (event.pointerId !== finger?.id) return;
    const last = finger;
    drop();
    if (last.scrolls) {
      pointer('leave', last.x, last.y);
      glide(last);
      return;
    }
    pointer('move', last.x, last.y);
    pointer('down', last.x, last.y);
    pointer('up', last.x, last.y);
  });
  root.addEventListener('pointercancel', (event) => {
    if (event.pointerId === finger?.id) drop();
  });
}
