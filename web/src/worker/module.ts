// The wasm module as TypeScript sees it: exports.txt of shell/web, and calls that move text.
import type { NetSink } from './net';
import type { Slots } from './slots';
import type { Glyphs } from './glyphs';

/** What library.js calls. */
export interface Host {
  canvas: OffscreenCanvas;
  slots: Slots;
  glyphs: Glyphs;
  note(what: string): void;
  tellWorker(json: string): void;
  tellPage(json: string): void;
  requestFrame(delayMs: number): void;
  requestWake(delayMs: number): void;
}

interface Exports {
  HEAPU8: Uint8Array;
  _fh_alloc(bytes: number): number;
  _fh_free(pointer: number): void;
  _fh_start(json: number, length: number): number;
  _fh_receive(json: number, length: number): void;
  _fh_frame(draw: number): void;
  _fh_wake(): void;
  _fh_response(id: number, status: number, retryAfter: number, body: number, length: number): void;
  _fh_stream_line(id: number, line: number, length: number): void;
}

type Factory = (options: {
  host: Host;
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}) => Promise<Exports>;

const encoder = new TextEncoder();

export class Module implements NetSink {
  private constructor(private readonly exports: Exports) {}

  /** `wasm` is a download that has begun already. */
  static async load(factory: Factory, wasm: Promise<Response>, host: Host): Promise<Module> {
    let fail: (error: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (fail = reject));
    const exports = await Promise.race([
      factory({
        host,
        instantiateWasm: (imports, done) => {
          WebAssembly.instantiateStreaming(wasm, imports).then(
            ({ instance, module }) => done(instance, module),
            fail,
          );
          return {};
        },
      }),
      failed,
    ]);
    return new Module(exports);
  }

  start(boot: object): boolean {
    return this.withText(JSON.stringify(boot), (p, n) => this.exports._fh_start(p, n)) === 1;
  }

  receive(message: object): void {
    this.withText(JSON.stringify(message), (p, n) => this.exports._fh_receive(p, n));
  }

  frame(draw: boolean): void {
    this.exports._fh_frame(draw ? 1 : 0);
  }

  wake(): void {
    this.exports._fh_wake();
  }

  onResponse(id: number, status: number, retryAfter: number, body: Uint8Array): void {
    this.withBytes(body, (p, n) => this.exports._fh_response(id, status, retryAfter, p, n));
  }

  onStreamLine(id: number, line: Uint8Array): void {
    this.withBytes(line, (p, n) => this.exports._fh_stream_line(id, p, n));
  }

  private withText<T>(text: string, call: (pointer: number, length: number) => T): T {
    return this.withBytes(encoder.encode(text), call);
  }

  private withBytes<T>(bytes: Uint8Array, call: (pointer: number, length: number) => T): T {
    const pointer = this.exports._fh_alloc(Math.max(bytes.length, 1));
    if (!pointer) throw new Error(`The module has no memory for ${bytes.length} bytes`);
    this.exports.HEAPU8.set(bytes, pointer);
    try {
      return call(pointer, bytes.length);
    } finally {
      this.exports._fh_free(pointer);
    }
  }
}
