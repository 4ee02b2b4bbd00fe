// The worker's life, and the messages to and from it.
import type { AppEvent, Boot, BootMessage, ShellEvent, ToPage } from './messages';

export class WorkerLink {
  private worker: Worker | null = null;
  /** Names this tab's worker among the tabs; the same in the worker. */
  tabId = '';

  constructor(private readonly serve: (message: ToPage) => void) {}

  get isRunning(): boolean {
    return this.worker !== null;
  }

  start(canvas: HTMLCanvasElement, boot: Boot): void {
    this.end();
    this.tabId = crypto.randomUUID();
    const worker = new Worker(new URL('./worker/main.ts', import.meta.url), {
      type: 'module',
      name: 'firsthand',
    });
    this.worker = worker;
    // Messages of the module are text, those of the worker around it objects.
    worker.onmessage = ({ data }: MessageEvent<string | ToPage>) => {
      this.serve(typeof data === 'string' ? (JSON.parse(data) as ToPage) : data);
    };
    worker.onerror = (event) => {
      const place = event.filename ? ` (${event.filename}:${event.lineno})` : '';
      this.serve({ do: 'crash', report: `${event.message || 'The worker did not load'}${place}` });
    };
    const offscreen = canvas.transferControlToOffscreen();
    const message: BootMessage = {
      boot,
      canvas: offscreen,
      page_origin_ms: performance.timeOrigin,
      tab_id: this.tabId,
    };
    worker.postMessage(message, [offscreen]);
  }

  readonly send = (event: AppEvent | ShellEvent): void => {
    this.worker?.postMessage(event);
  };

  /** Ends it at once; may be called at any time and twice. */
  end(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
