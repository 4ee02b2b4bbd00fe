// The store's open files, read and written synchronously by the module (library.js). Nothing here
// throws: a failure is a negative number, its reason goes to the log.
import { note, reasonOf } from './log';

export const kSlotNames = ['main', 'main-journal', 'main-wal', 'superblock'] as const;

const kError = -1; // as in shell/web/js_imports.h
const kFull = -2;

export class Slots {
  private handles: FileSystemSyncAccessHandle[] = [];

  attach(handles: FileSystemSyncAccessHandle[]): void {
    this.handles = handles;
  }

  /** Closes all; handles that were closed before are no matter. */
  close(): void {
    for (const handle of this.handles) {
      try {
        handle.close();
      } catch (error) {
        note(`closing a file: ${reasonOf(error)}`);
      }
    }
    this.handles = [];
  }

  read(slot: number, to: Uint8Array<ArrayBuffer>, at: number): number {
    return this.attempt('read', slot, (handle) => handle.read(to, { at }));
  }

  write(slot: number, from: Uint8Array<ArrayBuffer>, at: number): number {
    return this.attempt('write', slot, (handle) => handle.write(from, { at }));
  }

  truncate(slot: number, size: number): number {
    return this.attempt('truncate', slot, (handle) => {
      handle.truncate(size);
      return 0;
    });
  }

  flush(slot: number): number {
    return this.attempt('flush', slot, (handle) => {
      handle.flush();
      return 0;
    });
  }

  size(slot: number): number {
    return this.attempt('size', slot, (handle) => handle.getSize());
  }

  private attempt(
    what: string,
    slot: number,
    action: (handle: FileSystemSyncAccessHandle) => number,
  ): number {
    const handle = this.handles[slot];
    if (!handle) {
      note(`${what} of ${kSlotNames[slot] ?? slot}: not open`);
      return kError;
    }
    try {
      return action(handle);
    } catch (error) {
      note(`${what} of ${kSlotNames[slot] ?? slot}: ${reasonOf(error)}`);
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      return isFull ? kFull : kError;
    }
  }
}
