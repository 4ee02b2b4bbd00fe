// One tab owns a store (SYNC §4): Web Lock, then file handles, then the module opens SQLite. The
// way back is the reverse, and the lock goes last.
import { kTabsChannel, type TabMessage } from '../messages';
import { note, reasonOf } from './log';
import { kSlotNames, type Slots } from './slots';

const kOpenForMs = 15_000;
const kRetryFirstMs = 20;
const kRetryMaxMs = 2_000;
const kOwnerAnswersMs = 150;
const kOwnerSilentMs = 3_000;
const kForceAfterMs = 3_000;
const kEndedAfterMs = 5_000;

export type Opened =
  | { type: 'store_opened'; durable: boolean }
  | { type: 'store_busy' }
  | { type: 'store_failed'; reason: string };

interface Held {
  folder: string;
  release: () => void;
}

export class StoreFiles {
  private held: Held | null = null;
  private opening: { folder: string; result: Promise<Opened> } | null = null;
  /** This tab's name; set before anything is opened. */
  me = '';
  private readonly tabs = new BroadcastChannel(kTabsChannel);

  constructor(
    private readonly slots: Slots,
    /** Another tab asks for the store. */
    private readonly onAsked: () => void,
  ) {
    this.tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if (data.from === this.me || data.folder !== this.held?.folder) return;
      if (data.ask === 'release') this.onAsked();
      if (data.ask === 'who') this.say('mine', data.folder);
    };
  }

  private say(ask: TabMessage['ask'], folder: string): void {
    this.tabs.postMessage({ ask, folder, from: this.me } satisfies TabMessage);
  }

  /** Begins at once, in parallel with the module's download; asked again, gives the same answer. */
  open(folder: string): Promise<Opened> {
    if (this.opening?.folder !== folder) {
      this.opening = { folder, result: this.openOnce(folder, false) };
    }
    return this.opening.result;
  }

  /** Asks the owner to let go, and ends it when it does not answer. */
  async takeOver(folder: string): Promise<Opened> {
    this.opening = { folder, result: this.openOnce(folder, true) };
    return this.opening.result;
  }

  async close(forget: boolean): Promise<void> {
    const folder = this.held?.folder;
    this.slots.close();
    this.opening = null;
    try {
      if (forget && folder) {
        const root = await navigator.storage.getDirectory();
        await root.removeEntry(folder, { recursive: true });
      }
    } catch (error) {
      note(`removing ${folder}: ${reasonOf(error)}`);
    } finally {
      this.held?.release();
      this.held = null;
    }
  }

  private async openOnce(folder: string, insist: boolean): Promise<Opened> {
    const root = await rootDirectory();
    // Only where there is no OPFS at all may the store live in memory; a busy one is waited for.
    if (!root) return { type: 'store_opened', durable: false };
    const release = insist ? await this.insistOnLock(folder) : await this.lockIfUnowned(folder);
    if (!release) return { type: 'store_busy' };
    try {
      const directory = await root.getDirectoryHandle(folder, { create: true });
      this.slots.attach(await openHandles(directory));
      this.held = { folder, release };
      return { type: 'store_opened', durable: true };
    } catch (error) {
      release();
      note(`opening ${folder}: ${reasonOf(error)}`);
      return isTaken(error)
        ? { type: 'store_busy' }
        : { type: 'store_failed', reason: reasonOf(error) };
    }
  }

  /** A page that was just left holds its lock for a moment; a living owner says so. */
  private async lockIfUnowned(folder: string): Promise<(() => void) | null> {
    const deadline = performance.now() + kOwnerSilentMs;
    for (;;) {
      const release = await lock(folder, { ifAvailable: true });
      if (release) return release;
      if ((await this.hasOwner(folder)) || performance.now() > deadline) return null;
    }
  }

  private hasOwner(folder: string): Promise<boolean> {
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent<TabMessage>): void => {
        if (data.ask === 'mine' && data.folder === folder) settle(true);
      };
      const timer = setTimeout(() => settle(false), kOwnerAnswersMs);
      const settle = (answer: boolean): void => {
        clearTimeout(timer);
        this.tabs.removeEventListener('message', listen);
        resolve(answer);
      };
      this.tabs.addEventListener('message', listen);
      this.say('who', folder);
    });
  }

  private async insistOnLock(folder: string): Promise<(() => void) | null> {
    const giveUp = new AbortController();
    const waiting = lock(folder, { signal: giveUp.signal });
    this.say('release', folder);
    const force = setTimeout(() => this.say('force', folder), kForceAfterMs);
    const end = setTimeout(() => giveUp.abort(), kForceAfterMs + kEndedAfterMs);
    try {
      return await waiting;
    } finally {
      clearTimeout(force);
      clearTimeout(end);
    }
  }
}

async function rootDirectory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    if (typeof FileSystemFileHandle.prototype.createSyncAccessHandle !== 'function') return null;
    return await navigator.storage.getDirectory();
  } catch (error) {
    // A private window of some browsers.
    note(`no OPFS: ${reasonOf(error)}`);
    return null;
  }
}

/** Resolves to what releases the lock; null when it was not to be had. */
function lock(folder: string, options: LockOptions): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    navigator.locks
      .request(`firsthand:${folder}`, options, (granted) => {
        if (!granted) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => resolve(release));
      })
      .catch((error: unknown) => {
        note(`lock: ${reasonOf(error)}`);
        resolve(null);
      });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}

async function openHandles(
  directory: FileSystemDirectoryHandle,
): Promise<FileSystemSyncAccessHandle[]> {
  const opened = await Promise.allSettled(
    kSlotNames.map(async (name) => openHandle(await directory.getFileHandle(name, { create: true }))),
  );
  const handles = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = opened.find((one) => one.status === 'rejected');
  if (!failed) return handles;
  handles.forEach((handle) => handle.close());
  throw failed.reason;
}

// The lock is ours, but the handles of a worker that has just ended can live on for a moment.
async function openHandle(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const deadline = performance.now() + kOpenForMs;
  for (let wait = kRetryFirstMs; ; wait = Math.min(wait * 2, kRetryMaxMs)) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isTaken(error) || performance.now() + wait > deadline) throw error;
    }
    await new Promise((resume) => setTimeout(resume, wait));
  }
}
