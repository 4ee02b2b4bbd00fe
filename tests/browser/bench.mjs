// Measures what a person waits for, in a real browser on a desk of full size, and prints one JSON
// line a figure: {"bench":"browser.search","p50_ms":…,"p99_ms":…,"n":…}. Figures are from the key's own time
// stamp to the mirror's change in the page, so the worker, both message hops and the DOM are in them.
// No limits are asserted: machines differ. `node bench.mjs [tickets] [chromium|firefox]`.
import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, makeSample, startDesk } from "./support/server.mjs";

const tickets = Number(process.argv[2] ?? 100_000);
const kind = process.argv[3] ?? "chromium";
const root = process.env.FIRSTHAND_ROOT ?? process.cwd();
const data = join(root, "build", `bench-${tickets}`);

function report(bench, values, more = {}) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2));
  console.log(JSON.stringify({ bench, browser: kind, tickets, p50_ms: at(0.5), p99_ms: at(0.99), n: sorted.length, ...more }));
}

/**
 * Runs `act`, and takes the time from its first key or input event to the first change that `done(nodes, value)`
 * accepts; 0 when there was none in `patience_ms`.
 */
async function timed(desk, act, done, value = null, patience_ms = 20_000) {
  // A person's keys are further apart than a script's: what the last one drew is on the screen.
  await desk.page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 120)));
  await desk.page.evaluate(`(() => {
    window.benchStart = 0;
    window.benchEnd = 0;
    const collect = ${desk.collectSource()};
    const isDone = ${done};
    const began = (event) => { window.benchStart ||= event.timeStamp; };
    addEventListener("keydown", began, { capture: true, once: true });
    addEventListener("input", began, { capture: true, once: true });
    const watcher = new MutationObserver(() => {
      if (window.benchStart === 0 || window.benchEnd !== 0) return;
      if (isDone(collect(), ${JSON.stringify(value)})) { window.benchEnd = performance.now(); watcher.disconnect(); }
    });
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  })()`);
  await act();
  const end = Date.now() + patience_ms;
  for (;;) {
    const took = await desk.page.evaluate("window.benchEnd === 0 ? 0 : window.benchEnd - window.benchStart");
    if (took > 0) return took;
    if (Date.now() > end) return 0;
  }
}

const rowsText = `(nodes) => nodes.filter((node) => node.role === "row").map((node) => node.name).join("|")`;

async function search(desk) {
  const times = [];
  for (const word of ["invoice", "scanner", "склад", "этикетки", "发票", "死机", "Northgate", "tax rate", "report"]) {
    await desk.tabTo("searchbox", "Search");
    await desk.key("a", "Control");
    await desk.key("Delete");
    for (const letter of word) {
      const before = await desk.read(rowsText);
      // A letter that leaves the visible rows as they were says nothing about time.
      const took = await timed(desk, () => desk.page.keyboard.sendCharacter(letter),
        `(nodes, old) => (${rowsText})(nodes) !== old`, before, 1_000);
      if (took > 0) times.push(took);
    }
  }
  report("browser.search_as_you_type", times);
}

async function scroll(desk) {
  const times = [];
  await desk.tabTo("grid", "Tickets");
  for (let i = 0; i < 60; ++i) {
    const before = await desk.read(rowsText);
    times.push(await timed(desk, () => desk.key("PageDown"), `(nodes, old) => (${rowsText})(nodes) !== old`, before));
  }
  report("browser.scroll_page", times);
}

async function openTickets(desk) {
  const times = [];
  const replies = [];
  for (let i = 0; i < 30; ++i) {
    await desk.sees("grid", "Tickets");
    await desk.tabTo("grid", "Tickets");
    await desk.key("j");
    times.push(await timed(desk, () => desk.key("Enter"), `(nodes) => nodes.some((node) => node.role === "tab" && node.name === "Reply")`));
    if (i < 15) {
      await desk.key("n");
      await desk.focusIsOn("textbox", "Note");
      const text = `Measured note ${i} ${Date.now()}`;
      await desk.page.keyboard.sendCharacter(text);
      replies.push(await timed(desk, () => desk.key("Enter", "Control"),
        `(nodes, text) => nodes.some((node) => node.role === "article" && node.name.includes(text))`, text));
      await desk.key("Escape");
    }
    await desk.key("u");
  }
  report("browser.open_ticket", times);
  report("browser.durable_note_seen", replies);
}

async function main() {
  if (!existsSync(join(data, "workspace.db"))) {
    rmSync(data, { recursive: true, force: true });
    await makeSample({ data, tickets, seed: 1 });
  }
  const server = await startDesk({ data });
  const { browser, close } = await launch(kind);
  try {
    const desk = await Desk.open(browser, server.url);
    const began = performance.now();
    await desk.signIn(accounts.agent);
    desk.patience_ms = 1_800_000;
    await desk.until("everything pulled", `(nodes) => nodes.some((node) => node.name.includes("Online"))`);
    for (;;) {
      const { sync } = await desk.stats();
      if (sync && sync.head > 0 && sync.cursor >= sync.head) break;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    report("browser.bootstrap_complete", [performance.now() - began]);

    const opens = [];
    const starts = [];
    await desk.page.evaluateOnNewDocument(() => {
      const watcher = new MutationObserver(() => {
        const rows = [...document.querySelectorAll('[role="row"]')];
        if (window.inboxAt_ms || !rows.some((row) => /#\d+/.test(row.textContent))) return;
        window.inboxAt_ms = performance.now();
        watcher.disconnect();
      });
      watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    for (let i = 0; i < 7; ++i) {
      await desk.page.reload({ waitUntil: "load" });
      await desk.until("the inbox", `() => window.inboxAt_ms > 0`);
      const inboxAt_ms = await desk.page.evaluate("window.inboxAt_ms");
      const { boot } = await desk.stats();
      starts.push(inboxAt_ms - boot.worker_started);
      opens.push(inboxAt_ms);
    }
    report("browser.worker_start_to_inbox", starts);
    report("browser.navigation_to_inbox", opens);

    await desk.press("link", "All…");
    await scroll(desk);
    await openTickets(desk);
    await search(desk);
    const { submit_times_ms, flush_times_ms } = await desk.stats();
    report("browser.operation_commit", submit_times_ms);
    report("browser.flush", flush_times_ms);

    await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
    const before = await desk.stats();
    await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 5_000)));
    const after = await desk.stats();
    console.log(JSON.stringify({ bench: "browser.idle_frames_in_5_s", browser: kind, tickets, frames: after.frames - before.frames }));
    console.log(JSON.stringify({ bench: "browser.memory", browser: kind, tickets, wasm_bytes: after.wasm_bytes, store_bytes: after.main_bytes, opfs_calls: after.opfs_calls }));
  } finally {
    await close();
    await server.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
