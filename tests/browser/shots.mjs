// A picture of every screen in both themes, in build/shots/<theme>/<screen>.png: what a person would
// look at before saying that something looks right. `./dev shots [part of a name]` makes some of them.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, startDesk } from "./support/server.mjs";

const wanted = process.argv[2] ?? "";
const folder = join(process.env.FIRSTHAND_ROOT ?? process.cwd(), "build", "shots");
const server = await startDesk({ tickets: 300, seed: 1 });

/** Waits until two looks at the canvas in a row drew nothing new. */
async function settled(desk) {
  for (let i = 0, last = -1; i < 40; ++i) {
    const { frames } = await desk.stats();
    if (frames === last) return;
    last = frames;
    await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));
  }
}

async function shoot(desk, theme, name) {
  if (!name.includes(wanted)) return;
  await settled(desk);
  await mkdir(join(folder, theme), { recursive: true });
  await desk.page.screenshot({ path: join(folder, theme, `${name}.png`) });
  process.stdout.write(`${theme}/${name}.png\n`);
}

async function preferring(theme, viewport = { width: 1280, height: 800 }) {
  const started = await launch("chromium", viewport);
  const desk = new Desk(await started.browser.newPage(), server.url);
  await desk.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  return { ...started, desk };
}

const ticketWith = (language) => (nodes, fit, wantedLanguage) => {
  const pattern = { ru: /[а-яё]{4}/i, zh: /[\u4e00-\u9fff]{3}/, en: /^[\x20-\x7e]+$/ }[wantedLanguage];
  const row = nodes.find((node) => node.role === "row" && pattern.test(node.name) && /#\d+/.test(node.name));
  return row ? /#(\d+)/.exec(row.name)[1] : "";
};

async function walk(theme) {
  const { desk, close } = await preferring(theme);
  await desk.page.goto(server.url, { waitUntil: "load" });
  await desk.sees("textbox", "Email");
  await shoot(desk, theme, "sign-in");
  await desk.type("textbox", "Email", accounts.agent.email);
  await desk.type("textbox", "Password", "wrong");
  await desk.page.keyboard.press("Enter");
  await desk.sees("alert", "password…");
  await shoot(desk, theme, "sign-in-wrong");
  await desk.signIn(accounts.agent);
  await shoot(desk, theme, "inbox-mine");
  await desk.press("link", "All…");
  await desk.tabTo("grid", "Tickets");
  await shoot(desk, theme, "inbox-all");
  await desk.key("Slash");
  await desk.page.keyboard.type("no such words");
  await shoot(desk, theme, "inbox-nothing-found");
  await desk.key("Escape");
  await desk.press("link", "All…");
  for (const language of ["en", "ru", "zh"]) {
    const number = await desk.until(`a ticket in ${language}`, ticketWith(language), language);
    await desk.page.goto(`${server.url}/#/t/${number}`);
    await desk.sees("tab", "Reply");
    await desk.seesText(`#${number}`);
    await shoot(desk, theme, `ticket-${language}`);
    await desk.press("link", "All…");
    await desk.sees("grid", "Tickets");
  }
  await desk.key("Slash", "Shift");
  await shoot(desk, theme, "shortcuts");
  await desk.key("Escape");
  await desk.press("button", "New ticket…");
  await shoot(desk, theme, "new-ticket");
  await desk.key("Escape");
  await server.stopProcess();
  await desk.seesText("Offline");
  await desk.press("link", "Unassigned…");
  await desk.tabTo("grid", "Tickets");
  await desk.key("Enter");
  await desk.sees("tab", "Reply");
  await desk.key("n");
  await desk.focusIsOn("textbox", "Note");
  await desk.page.keyboard.type("Written without a network.");
  await desk.key("Enter", "Control");
  await desk.seesText("1 unsent");
  await shoot(desk, theme, "ticket-offline");
  await desk.leaveField();
  await desk.press("button", "Offline…");
  await desk.sees("dialog", "…");
  await shoot(desk, theme, "sync-state");
  await server.startProcess();
  const second = new Desk(await desk.page.browserContext().newPage(), server.url);
  await second.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await second.page.goto(server.url, { waitUntil: "load" });
  await second.sees("button", "Use it here…");
  await shoot(second, theme, "other-tab");
  await close();
}

/** What is done with one ticket: the menu, joining it with others, time, an upset customer. */
async function work(theme) {
  const { desk, close } = await preferring(theme);
  await desk.page.goto(server.url, { waitUntil: "load" });
  await desk.signIn(accounts.agent);
  await desk.tabTo("grid", "Tickets");
  await desk.key("Enter");
  await desk.sees("tab", "Reply");
  await desk.press("button", "More actions");
  await desk.sees("menuitem", "Merge into…");
  await shoot(desk, theme, "ticket-more");
  await desk.pick("Merge into…");
  await desk.type("searchbox", "Find a ticket", "return");
  await shoot(desk, theme, "ticket-merge");
  await desk.key("Escape");
  await desk.key("Escape");
  await desk.chooseInMenu("More actions", "Flag customer as upset…");
  await desk.type("textbox", "Reason", "Third time this week");
  await desk.press("button", "Flag");
  await desk.seesText("Upset");
  await desk.chooseInMenu("More actions", "Log time…");
  await desk.type("textbox", "Minutes", "25");
  await shoot(desk, theme, "ticket-log-time");
  await desk.press("button", "Log");
  await desk.chooseInMenu("More actions", "Watch");
  await desk.seesText("Watchers");
  await shoot(desk, theme, "ticket-worked-on");
  await close();
}

async function narrow(theme) {
  const { desk, close } = await preferring(theme, { width: 400, height: 800 });
  await desk.page.goto(server.url, { waitUntil: "load" });
  await desk.signIn(accounts.agent);
  await shoot(desk, theme, "narrow-inbox");
  await desk.tabTo("grid", "Tickets");
  await desk.key("Enter");
  await desk.sees("tab", "Reply");
  await shoot(desk, theme, "narrow-ticket");
  await close();
}

try {
  for (const theme of ["light", "dark"]) {
    await walk(theme);
    await work(theme);
    await narrow(theme);
  }
} finally {
  await server.stop();
}
