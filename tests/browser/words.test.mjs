// Goal: the desk speaks four languages, finds words in all of them, and leaves an input method alone.
// Method: the built site and the real server by keyboard, in Chromium and in Firefox; the words that are
// expected are read from ui/kit/lang, not repeated here.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { kinds, launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, startDesk } from "./support/server.mjs";

const languages = [
  { tag: "en", name: "English", file: "en" },
  { tag: "zh-Hans", name: "简体中文", file: "zh_hans" },
  { tag: "zh-Hant", name: "繁體中文", file: "zh_hant" },
  { tag: "ru", name: "Русский", file: "ru" },
];
for (const language of languages) {
  const table = await readFile(new URL(`../../ui/kit/lang/${language.file}.inl`, import.meta.url), "utf8");
  language.words = Object.fromEntries([...table.matchAll(/^FH_TEXT\((\w+),\s*"([^"]*)"\)/gm)].map((match) => [match[1], match[2]]));
}
const [english, simplified, traditional, russian] = languages;

for (const kind of kinds) {
  describe(`Words in ${kind}`, { concurrency: 1 }, () => {
    let server;
    let mine;
    let desk;
    let ticket;

    before(async () => {
      server = await startDesk({ tickets: 20, seed: 5 });
      const letters = [
        ["Scale in hall four shows nothing", "It is dark.", "en"],
        ["Не печатаются этикетки", "Принтер молчит с утра.", "ru"],
        ["扫描枪连不上网络", "今天早上开始的。", "zh-Hans"],
      ];
      for (const [subject, text, language] of letters) {
        const made = await server.intake({ requester: { name: "Lena Fischer", email: "lena@fischer.example" }, subject, text, language, channel: "email" });
        ticket ??= made;
      }
      mine = await launch(kind);
      desk = await Desk.open(mine.browser, server.url, "#/all");
    });
    after(async () => {
      await mine?.close();
      await server?.stop();
    });

    const pageIs = (language) => desk.until(`html lang ${language.tag}`, (nodes, fit, tag) => document.documentElement.lang === tag, language.tag);

    test("the sign-in form changes its language, and remembers it", async () => {
      await desk.sees("button", english.words.sign_in_submit);
      let words = english.words;
      for (const language of [simplified, traditional, russian]) {
        await desk.choose(words.prefs_language, language.name);
        words = language.words;
        await pageIs(language);
        await desk.sees("button", words.sign_in_submit);
        await desk.sees("textbox", words.sign_in_password);
        await desk.seesNoMore("button", english.words.sign_in_submit);
      }
      await desk.page.reload({ waitUntil: "load" });
      await desk.sees("button", russian.words.sign_in_submit);
      await pageIs(russian);
      await desk.choose(words.prefs_language, english.name);
      await desk.sees("button", english.words.sign_in_submit);
    });

    test("the desk changes its language from the account menu, and remembers it", async () => {
      await desk.signIn(accounts.agent);
      let words = english.words;
      for (const language of [simplified, traditional, russian]) {
        await desk.chooseInMenu(words.shell_menu, language.name);
        words = language.words;
        await pageIs(language);
        await desk.sees("button", words.shell_new_ticket);
        await desk.sees("link", `${words.view_all}…`);
        await desk.seesNoMore("button", english.words.shell_new_ticket);
      }
      await desk.page.reload({ waitUntil: "load" });
      await desk.sees("button", russian.words.shell_new_ticket);
      await pageIs(russian);
      await desk.chooseInMenu(words.shell_menu, english.name);
      await desk.sees("button", english.words.shell_new_ticket);
      await pageIs(english);
    });

    test("light and dark are chosen and remembered", async () => {
      const themeIs = (theme) => desk.until(theme, (nodes, fit, wanted) => document.documentElement.dataset.theme === wanted, theme);
      await desk.chooseInMenu(english.words.shell_menu, english.words.prefs_theme_dark);
      await themeIs("dark");
      await desk.page.reload({ waitUntil: "load" });
      await desk.sees("button", english.words.shell_new_ticket);
      await themeIs("dark");
      await desk.chooseInMenu(english.words.shell_menu, english.words.prefs_theme_light);
      await themeIs("light");
    });

    test("search finds a word of two Chinese characters, Russian in another case, English by its beginning", async () => {
      await desk.press("link", `${english.words.view_all}…`);
      for (const [words, found] of [["网络", "扫描枪连不上网络"], ["扫描", "扫描枪连不上网络"], ["ЭТИКЕТКИ", "Не печатаются этикетки"], ["hall sca", "Scale in hall four"]]) {
        await desk.type("searchbox", "Search", words);
        await desk.until(`"${found}" for "${words}"`, (nodes, fit, wanted) => {
          const rows = nodes.filter((node) => node.role === "row" && node.element.querySelector('[role="gridcell"]'));
          return rows.length > 0 && rows.length < 10 && rows.some((row) => row.element.textContent.includes(wanted));
        }, found);
      }
      await desk.key("Escape");
      await desk.until("all tickets again", (nodes) => nodes.filter((node) => node.role === "row").length > 10);
    });

    test("what an input method composes is neither sent nor kept until it is committed", async () => {
      await desk.page.evaluate((number) => (location.hash = `#/t/${number}`), ticket.number);
      await desk.sees("heading", "Scale in hall four…");
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      const end = await desk.beginComposition("您好", kind);
      await desk.holds("Reply", "您好");
      // Held back by the page, as a key that belongs to the input method.
      await desk.page.evaluate(() => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { code: "Enter", key: "Enter", ctrlKey: true, keyCode: 229, isComposing: true, bubbles: true, cancelable: true })));
      await desk.until("Send waiting", (nodes) => nodes.some((node) => node.role === "button" && node.name === "Send" && node.disabled));
      assert.equal(await desk.countMessages("您好"), 0);
      await end();
      await desk.until("Send ready", (nodes) => nodes.some((node) => node.role === "button" && node.name === "Send" && !node.disabled));
      await desk.holds("Reply", "您好");
      await desk.key("Enter", "Control");
      await desk.until("the message", (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("您好")));
      await server.untilConversation(ticket.id, ({ messages }) => messages.some((message) => message.text === "您好"));
      assert.deepEqual(desk.complaints, []);
    });
  });
}
