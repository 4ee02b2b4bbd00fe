// What went wrong in the worker, newest last: goes into a crash report.
const kLinesMax = 50;
const lines: string[] = [];

export function note(what: string): void {
  lines.push(`${new Date().toISOString()} ${what}`);
  if (lines.length > kLinesMax) lines.shift();
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export function log(): string {
  return lines.join('\n');
}
