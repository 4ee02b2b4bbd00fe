// What this browser remembers beside the workspaces: small settings, who signed in last, and what
// was saved from a damaged store. In localStorage, since it is at hand before anything is loaded.
import type { Account, RescuedOperation } from './messages';

const kSettings = 'firsthand.settings';
const kAccount = 'firsthand.account';
const kRescued = 'firsthand.rescued.';

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null; // blocked, or not ours
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Blocked or full: the setting lasts as long as the page.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function settings(): Record<string, string> {
  const stored = read(kSettings);
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

export function saveSetting(key: string, value: string): void {
  write(kSettings, { ...settings(), [key]: value });
}

export function lastAccount(): Account | null {
  const stored = read(kAccount);
  if (!isRecord(stored)) return null;
  const text = (key: string): string => (typeof stored[key] === 'string' ? stored[key] : '');
  const account: Account = {
    folder: text('folder'),
    person_id: text('person_id'),
    person_name: text('person_name'),
    workspace_id: text('workspace_id'),
    workspace_name: text('workspace_name'),
    email: text('email'),
  };
  return account.folder && account.person_id ? account : null;
}

export function saveAccount(account: Account | null): void {
  write(kAccount, account);
}

export function rescued(folder: string): RescuedOperation[] {
  const stored = read(kRescued + folder);
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (one): one is RescuedOperation =>
      isRecord(one) && typeof one['name'] === 'string' && typeof one['body'] === 'string',
  );
}

export function saveRescued(folder: string, operations: RescuedOperation[] | null): void {
  write(kRescued + folder, operations);
}
