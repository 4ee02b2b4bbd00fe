// The module's requests, by fetch. A 401 renews the session once; then it is the module's to say
// that somebody must sign in.
import { note, reasonOf } from './log';

const kTimeoutMs = 30_000;
const kStreamSilenceMs = 45_000; // three heartbeats of /events
const kRenewPath = '/api/v1/refresh';
const kSessionPaths = ['/api/v1/sign-in', '/api/v1/sign-out', kRenewPath];

export interface FetchRequest {
  id: number;
  method: string;
  path: string;
  body: string;
  stream: boolean;
}

export interface NetSink {
  onResponse(id: number, status: number, retryAfter: number, body: Uint8Array): void;
  onStreamLine(id: number, line: Uint8Array): void;
}

const kNoBody = new Uint8Array();

export class Net {
  private readonly running = new Map<number, AbortController>();
  private renewing: Promise<boolean> | null = null;

  constructor(private readonly sink: NetSink) {}

  abortAll(): void {
    this.running.forEach((controller) => controller.abort());
    this.running.clear();
  }

  async send(request: FetchRequest): Promise<void> {
    const controller = new AbortController();
    // A sign-out goes through even when everything else is given up.
    if (request.path !== '/api/v1/sign-out') this.running.set(request.id, controller);
    let status = 0;
    let retryAfter = 0;
    let body: Uint8Array = kNoBody;
    try {
      const response = await this.fetchRenewed(request, controller);
      retryAfter = Number(response.headers.get('Retry-After')) || 0;
      if (request.stream && response.ok && response.body) {
        await this.readLines(request.id, response.body, controller);
      } else {
        const timer = setTimeout(() => controller.abort(), kTimeoutMs);
        body = new Uint8Array(await response.arrayBuffer());
        clearTimeout(timer);
      }
      status = response.status;
    } catch (error) {
      note(`${request.method} ${request.path}: ${reasonOf(error)}`);
    }
    this.running.delete(request.id);
    this.sink.onResponse(request.id, status, retryAfter, body);
  }

  private async fetchRenewed(request: FetchRequest, controller: AbortController): Promise<Response> {
    const response = await fetchOnce(request, controller);
    if (response.status !== 401 || kSessionPaths.includes(request.path)) return response;
    // Several requests may meet the end of a session at once; one renewal serves them all.
    this.renewing ??= renew().finally(() => {
      this.renewing = null;
    });
    return (await this.renewing) ? fetchOnce(request, controller) : response;
  }

  private async readLines(
    id: number,
    stream: ReadableStream<Uint8Array>,
    controller: AbortController,
  ): Promise<void> {
    const reader = stream.getReader();
    let rest: number[] = [];
    for (;;) {
      const silence = setTimeout(() => controller.abort(), kStreamSilenceMs);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      // Lines are short (pokes), so bytes one by one are cheap enough.
      for (const byte of value) {
        if (byte !== 10) {
          rest.push(byte);
          continue;
        }
        if (this.running.has(id)) this.sink.onStreamLine(id, Uint8Array.from(rest));
        rest = [];
      }
    }
  }
}

async function fetchOnce(request: FetchRequest, controller: AbortController): Promise<Response> {
  const timer = setTimeout(() => controller.abort(), kTimeoutMs);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (request.body) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(request.path, {
      method: request.method,
      headers,
      body: request.body || null,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: controller.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function renew(): Promise<boolean> {
  try {
    const response = await fetch(kRenewPath, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(kTimeoutMs),
    });
    return response.ok;
  } catch (error) {
    note(`renewing the session: ${reasonOf(error)}`);
    return false;
  }
}
