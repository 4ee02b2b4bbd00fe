// When the module draws: one pending frame at most, and none at rest. In a hidden tab animation
// frames stop, so there the app's logic runs by a slow timer (title, mirror), without drawing.

const kHiddenDelayMs = 250;

export class Frames {
  private animation = 0;
  private timer: ReturnType<typeof setTimeout> | 0 = 0;
  private timerAt = Infinity;
  private visible = true;

  constructor(private readonly run: (draw: boolean) => void) {}

  setVisible(visible: boolean): void {
    this.visible = visible;
    // What waited for an animation frame that will not come.
    if (!visible && this.animation) {
      cancelAnimationFrame(this.animation);
      this.animation = 0;
      this.request(kHiddenDelayMs);
    }
    if (visible) this.request(0);
  }

  request(delayMs: number): void {
    if (this.animation) return;
    const delay = this.visible ? delayMs : Math.max(delayMs, kHiddenDelayMs);
    if (delay <= 0) {
      this.dropTimer();
      this.animation = requestAnimationFrame(() => {
        this.animation = 0;
        this.run(true);
      });
      return;
    }
    const at = performance.now() + delay;
    if (at >= this.timerAt) return;
    this.dropTimer();
    this.timerAt = at;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.timerAt = Infinity;
      if (this.visible) this.request(0);
      else this.run(false);
    }, delay);
  }

  stop(): void {
    this.dropTimer();
    if (this.animation) cancelAnimationFrame(this.animation);
    this.animation = 0;
  }

  private dropTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = 0;
    this.timerAt = Infinity;
  }
}
