// The worker: starts the module and serves it (frames, files, network, glyphs). All that the page
// sends is handed to the module in order.
import wasmUrl from '../wasm/firsthand.wasm?url';
import createModule from '../wasm/firsthand.mjs';
import type { BootMessage, BootTimes, ToPage, ToWorker } from '../messages';
import { Frames } from './frames';
import { Glyphs } from './glyphs';
import { log, note, reasonOf } from './log';
import { Module, type Host } from './module';
import { Net, type FetchRequest } from './net';
import { Slots } from './slots';
import { StoreFiles } from './store';

type WorkerTask =
  | { do: 'open_store' | 'take_over'; folder: string }
  | { do: 'close_store'; forget: boolean }
  | ({ do: 'fetch' } & FetchRequest)
  | { do: 'abort_all' }
  | { do: 'language'; language: string };

const wasm = fetch(wasmUrl); // before anything else: it is the longest wait
const times: BootTimes = {};
let pageOrigin = performance.timeOrigin;
let module: Module | null = null;
let ended = false;

function tellPage(message: ToPage): void {
  self.postMessage(message);
}

function crash(error: unknown): void {
  if (ended) return;
  ended = true;
  frames.stop();
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  tellPage({ do: 'crash', report: [reasonOf(error), log(), stack].filter(Boolean).join('\n\n') });
}

/** Every entry to the module; after a crash there are none. */
function enter(action: (module: Module) => void): void {
  if (!module || ended) return;
  try {
    action(module);
  } catch (error) {
    crash(error);
  }
}

function markTime(name: keyof BootTimes): void {
  times[name] ??= Math.round((performance.timeOrigin + performance.now() - pageOrigin) * 10) / 10;
}

const slots = new Slots();
const store = new StoreFiles(slots, () => enter((m) => m.receive({ type: 'store_asked' })));
const frames = new Frames((draw) => {
  enter((m) => m.frame(draw));
  if (draw && !times.first_frame) {
    markTime('first_frame');
    tellPage({ do: 'boot_times', times });
  }
});
const net = new Net({
  onResponse: (...answer) => enter((m) => m.onResponse(...answer)),
  onStreamLine: (...line) => enter((m) => m.onStreamLine(...line)),
});
let wakeTimer: ReturnType<typeof setTimeout> | undefined;

async function serve(task: WorkerTask): Promise<void> {
  switch (task.do) {
    case 'open_store': {
      const opened = await store.open(task.folder);
      markTime('handles_open');
      return enter((m) => m.receive(opened));
    }
    case 'take_over': {
      const opened = await store.takeOver(task.folder);
      return enter((m) => m.receive(opened));
    }
    case 'close_store':
      await store.close(task.forget);
      return enter((m) => m.receive({ type: 'store_closed' }));
    case 'fetch':
      return net.send(task);
    case 'abort_all':
      return net.abortAll();
    case 'language':
      return host?.glyphs.setLanguage(task.language);
  }
}

let host: Host | null = null;

function makeHost(canvas: OffscreenCanvas): Host {
  return {
    canvas,
    slots,
    glyphs: new Glyphs(),
    note,
    // Answers come in later tasks: the module is never entered from inside itself.
    tellWorker: (json) => void serve(JSON.parse(json) as WorkerTask).catch(crash),
    // Passed on as text: the page parses it once.
    tellPage: (json) => {
      self.postMessage(json);
      if (times.store_open === undefined && json === '{"do":"store_open"}') {
        markTime('store_open');
        tellPage({ do: 'boot_times', times });
      }
    },
    requestFrame: (delay) => frames.request(delay),
    requestWake: (delay) => {
      clearTimeout(wakeTimer);
      if (delay >= 0) wakeTimer = setTimeout(() => enter((m) => m.wake()), delay);
    },
  };
}

async function boot({ boot, canvas, page_origin_ms, tab_id }: BootMessage): Promise<void> {
  pageOrigin = page_origin_ms;
  times.worker_started = Math.round((performance.timeOrigin - pageOrigin) * 10) / 10;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    enter((m) => m.receive({ type: 'context_lost' }));
  });
  canvas.addEventListener('webglcontextrestored', () =>
    enter((m) => m.receive({ type: 'context_restored' })),
  );
  store.me = tab_id;
  if (boot.account) void store.open(boot.account.folder);
  host = makeHost(canvas);
  module = await Module.load(createModule, wasm, host);
  markTime('module_ready');
  if (!module.start(boot)) {
    ended = true;
    tellPage({ do: 'no_webgl' });
    return;
  }
  markTime('started');
}

/** Before the module is ready, events wait here, in order. */
const early: ToWorker[] = [];

function receive(message: ToWorker): void {
  if ('boot' in message) return;
  if (message.type === 'visibility') frames.setVisible(message.visible);
  if (message.type === 'lose_context') return loseContext();
  if (message.type === 'stats') tellPage({ do: 'log', log: log() });
  enter((m) => m.receive(message));
}

// For tests: as after the sleep of a laptop.
function loseContext(): void {
  const extension = host?.canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  extension?.loseContext();
  setTimeout(() => extension?.restoreContext(), 300);
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('boot' in data) {
    boot(data)
      .then(() => early.splice(0).forEach(receive))
      .catch(crash);
  } else if (module && times.started) {
    receive(data);
  } else {
    early.push(data);
  }
});

self.addEventListener('unhandledrejection', (event) => note(reasonOf(event.reason)));
