// Writes the time zones that the program carries, as a C++ source (core/time/zone_data.h says how
// it is read). Runs in both builds, so natively and in the browser the same rules apply.
//
//   node tzpack.mjs ZIC TZDATA.ZI OUT.cpp
//
// The rules come from tzdata's source file through its compiler, zic; this reads zic's TZif files
// (RFC 9636, version 2 and later) and keeps what happens from 2000 on. Links and zones that agree
// since then share their data.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIRST_S = 946684800; // 2000-01-01T00:00:00Z
const HEADER_BYTES = 44;

function fail(what) {
  throw new Error(`tzpack: ${what}`);
}

function readFolder(folder, prefix = '') {
  const files = [];
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) files.push(...readFolder(folder, name));
    else files.push({ name, bytes: readFileSync(join(folder, name)) });
  }
  return files;
}

function readHeader(bytes, at) {
  if (bytes.toString('latin1', at, at + 4) !== 'TZif') fail('not a TZif file');
  const count = (index) => bytes.readUInt32BE(at + 20 + 4 * index);
  const [isUt, isStd, leaps, times, types, chars] = [0, 1, 2, 3, 4, 5].map(count);
  return { isUt, isStd, leaps, times, types, chars };
}

/// Bytes of a block behind its header; times and leap seconds have 4 or 8 bytes each.
function bodyBytes({ isUt, isStd, leaps, times, types, chars }, timeBytes) {
  return times * (timeBytes + 1) + types * 6 + chars + leaps * (timeBytes + 4) + isStd + isUt;
}

/// Transitions ({at, offset}) from FIRST_S on, the offset before them, and the footer.
function readZone({ name, bytes }) {
  const second = HEADER_BYTES + bodyBytes(readHeader(bytes, 0), 4);
  const header = readHeader(bytes, second);
  const timesAt = second + HEADER_BYTES;
  const indexesAt = timesAt + header.times * 8;
  const typesAt = indexesAt + header.times;
  const footerAt = timesAt + bodyBytes(header, 8);
  const offsetOf = (type) => bytes.readInt32BE(typesAt + 6 * type);

  let initial = offsetOf(0);
  const transitions = [];
  for (let i = 0; i < header.times; ++i) {
    const at = Number(bytes.readBigInt64BE(timesAt + 8 * i));
    const offset = offsetOf(bytes[indexesAt + i]);
    if (at <= FIRST_S) initial = offset;
    else {
      // Changes of the name alone are left out, but for the last: there the footer begins.
      const isChange = offset !== (transitions.at(-1)?.offset ?? initial);
      if (isChange || i === header.times - 1) transitions.push({ at, offset });
    }
  }
  const footer = bytes.toString('latin1', footerAt).trim();
  return { name, initial, transitions, footer };
}

// ---- The footer: a POSIX TZ string with the extensions of RFC 9636 §3.3.1 ----

/// "[+-]h[h[h]][:mm[:ss]]" in seconds, and the rest of the text.
function takeSeconds(text) {
  const pattern = /^([+-]?)(\d{1,3})(?::(\d\d))?(?::(\d\d))?/;
  const found = pattern.exec(text) ?? fail(`no time in "${text}"`);
  const seconds = Number(found[2]) * 3600 + Number(found[3] ?? 0) * 60 + Number(found[4] ?? 0);
  return [found[1] === '-' ? -seconds : seconds, text.slice(found[0].length)];
}

function takeName(text) {
  const found = /^(?:<[^>]+>|[A-Za-z]{3,})/.exec(text) ?? fail(`no name in "${text}"`);
  return text.slice(found[0].length);
}

/// ",Mm.w.d[/time]": the only form that tzdata uses.
function takeDay(text) {
  const pattern = /^,M(\d{1,2})\.([1-5])\.([0-6])/;
  const found = pattern.exec(text) ?? fail(`no rule of the M form in "${text}"`);
  let rest = text.slice(found[0].length);
  let time = 7200;
  if (rest.startsWith('/')) [time, rest] = takeSeconds(rest.slice(1));
  const [month, week, weekday] = found.slice(1).map(Number);
  return [{ month, week, weekday, time }, rest];
}

function readRule(footer) {
  let [west, rest] = takeSeconds(takeName(footer));
  const standard = 0 - west;
  const never = { month: 0, week: 0, weekday: 0, time: 0 };
  if (rest === '') return { standard, summer: standard, begin: never, end: never };
  rest = takeName(rest);
  let summer = standard + 3600;
  if (!rest.startsWith(',')) {
    [west, rest] = takeSeconds(rest);
    summer = 0 - west;
  }
  let begin, end;
  [begin, rest] = takeDay(rest);
  [end, rest] = takeDay(rest);
  if (rest !== '') fail(`unread rest "${rest}" of "${footer}"`);
  return { standard, summer, begin, end };
}

// ---- Output ----

/// Values with the index that each was first given.
class Numbering {
  values = [];
  #indexes = new Map();
  add(value) {
    const key = JSON.stringify(value);
    if (!this.#indexes.has(key)) this.#indexes.set(key, this.values.push(value) - 1);
    return this.#indexes.get(key);
  }
}

function lines(items) {
  let out = '';
  let line = ' ';
  for (const item of items) {
    if (line.length + item.length > 96) {
      out += `${line}\n`;
      line = ' ';
    }
    line += ` ${item},`;
  }
  return `${out}${line}\n`;
}

function build(zones, version) {
  const offsets = new Numbering();
  const rules = new Numbering();
  const runs = new Numbering();
  const names = [];
  const times = [];
  const indexes = [];
  const starts = [];
  let nameAt = 0;
  const records = zones.map(({ name, initial, transitions, footer }) => {
    const run = runs.add(transitions);
    if (run === starts.length) {
      starts.push(times.length);
      for (const { at, offset } of transitions) {
        if (at >= 2 ** 32) fail(`${name}: a transition after 2106 does not fit`);
        times.push(`${at}u`);
        indexes.push(`${offsets.add(offset)}`);
      }
    }
    names.push(`    "${name}"`);
    const place = [nameAt, starts[run], transitions.length, name.length];
    nameAt += name.length;
    return `{${[...place, offsets.add(initial), rules.add(readRule(footer))].join(', ')}}`;
  });
  const isOver = (limit, ...sizes) => Math.max(...sizes) > limit;
  const isTooMuch =
    isOver(256, offsets.values.length, rules.values.length) || isOver(65535, nameAt, times.length);
  if (isTooMuch) {
    fail('the data have outgrown the types of zone_data.h');
  }
  const day = ({ month, week, weekday, time }) => `{${month}, ${week}, ${weekday}, ${time}}`;
  const rule = ({ standard, summer, begin, end }) =>
    `{${standard}, ${summer}, ${day(begin)}, ${day(end)}}`;
  return `// Made by core/time/pack/tzpack.mjs from tzdata ${version}.
#include "core/time/zone_data.h"

namespace firsthand::time {

const std::int64_t kPackBegin_s = ${FIRST_S};

const char kZoneNames[] =
${names.join('\n')};

const std::size_t kZoneCount = ${zones.length};

const Zone kZones[] = {
${lines(records)}};

const std::uint32_t kTransitionTimes_s[] = {
${lines(times)}};

const std::uint8_t kTransitionOffsets[] = {
${lines(indexes)}};

const std::int32_t kOffsets_s[] = {
${lines(offsets.values.map(String))}};

const ZoneRule kZoneRules[] = {
${lines(rules.values.map(rule))}};

}  // namespace firsthand::time
`;
}

const [zic, source, out] = process.argv.slice(2);
if (!out) fail('usage: node tzpack.mjs ZIC TZDATA.ZI OUT.cpp');
const folder = mkdtempSync(join(tmpdir(), 'tzpack-'));
try {
  execFileSync(zic, ['-b', 'slim', '-d', folder, source], { stdio: 'inherit' });
  const version = /^# version (\S+)/.exec(readFileSync(source, 'latin1'))?.[1] ?? '(no version)';
  const zones = readFolder(folder)
    .filter(({ name }) => name !== 'Factory')
    .map(readZone);
  // By bytes, as find_zone searches.
  zones.sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(out, build(zones, version));
} finally {
  rmSync(folder, { recursive: true });
}
