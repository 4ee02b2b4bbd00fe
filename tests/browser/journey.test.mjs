// Goal: the loop is real. A customer writes, an agent answers by keyboard alone, also in Chinese and
// also without a network, and a colleague on another computer sees it once. Method: the built site and
// the real server; "offline" is the server being gone; in Chromium and in Firefox.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { kinds, launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, startDesk } from "./support/server.mjs";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const kind of kinds) {
  describe(`One ticket, end to end, by keyboard alone in ${kind}`, { concurrency: 1 }, () => {
    let server;
    let mine;
    let theirs;
    let desk;
    let ticket;
    const axeFindings = []; // judged in a test of their own: a finding must not end the journey
    const subject = "Scale in hall four shows nothing";

    before(async () => {
      server = await startDesk({ tickets: 40, seed: 7 });
      mine = await launch(kind);
    });
    after(async () => {
      await mine?.close();
      await theirs?.close();
      await server?.stop();
    });

    test("a customer's message comes in by the intake", async () => {
      ticket = await server.intake({
        requester: { name: "Lena Fischer", email: "lena@fischer.example" },
        subject,
        text: "The scale in hall four has been dark since six this morning. What can we do?",
        language: "en",
        channel: "web_form",
      });
      assert.match(ticket.id, /^[0-9a-f]{32}$/);
      assert.ok(ticket.number > 1000);
    });

    test("a wrong password is told in words, and the right one opens the inbox", async () => {
      desk = await Desk.open(mine.browser, server.url);
      await desk.type("textbox", "Email", accounts.agent.email);
      await desk.type("textbox", "Password", "not this one");
      await desk.page.keyboard.press("Enter");
      await desk.sees("alert", "password…");
      axeFindings.push(...(await desk.axe(axeSource)));
      await desk.type("textbox", "Password", accounts.agent.password);
      await desk.page.keyboard.press("Enter");
      await desk.sees("grid", "Tickets");
    });

    test("the inbox holds the ticket, search as one types finds it", async () => {
      await desk.press("link", "Unassigned…");
      await desk.tabTo("grid", "Tickets");
      await desk.key("Slash");
      await desk.focusIsOn("searchbox", "Search");
      await desk.page.keyboard.type("scale hall four");
      await desk.until("one row", (nodes) => {
        const rows = nodes.filter((node) => node.role === "row" && node.element.querySelector('[role="gridcell"]'));
        return rows.length === 1 && rows[0].element.textContent.includes("Scale in hall four");
      });
      axeFindings.push(...(await desk.axe(axeSource)));
      await desk.key("Enter");
      await desk.sees("heading", `${subject}…`);
    });

    test("TKT-6: taking it makes the agent its owner", async () => {
      await desk.key("t");
      await desk.seesNoMore("button", "Take");
      await desk.sees("definition", accounts.agent.name);
    });

    test("a reply in Chinese is composed and sent", async () => {
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      await desk.compose(["ni", "nin", "您好"], kind);
      await desk.page.keyboard.type(", please hold the green button for ten seconds. Does it start?");
      await desk.key("Enter", "Control");
      await desk.until("the reply in the conversation",
        (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("您好, please hold the green")));
      await server.untilConversation(ticket.id, (conversation) =>
        conversation.messages.some((message) => message.from === "support" && message.text.startsWith("您好, please hold")));
      axeFindings.push(...(await desk.axe(axeSource)));
    });

    test("with the server gone work goes on, and survives a reload", async () => {
      await desk.until("everything sent", (nodes) => nodes.some((node) => node.name.includes("Online")));
      await server.stopProcess();
      await desk.seesText("Offline");
      await desk.leaveField();
      await desk.key("n");
      await desk.focusIsOn("textbox", "Note");
      await desk.page.keyboard.type("Called the hall, they look for the fuse.");
      await desk.key("Enter", "Control");
      await desk.until("the note", (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("look for the fuse")));
      await desk.leaveField();
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      await desk.page.keyboard.type("A colleague looks at the fuse now. Are you near the scale?");
      await desk.key("Enter", "Control");
      await desk.until("the offline reply", (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("near the scale")));
      await desk.seesText("2 unsent");

      await desk.page.reload({ waitUntil: "load" });
      await desk.sees("heading", `${subject}…`);
      await desk.seesText("look for the fuse");
      await desk.seesText("near the scale");
      await desk.seesText("2 unsent");
    });

    test("a reply that was begun is still there after the reload of a closed tab", async () => {
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      await desk.page.keyboard.type("One more thing: the serial");
      await desk.leaveField();
      // Kept as one types; what was typed a few milliseconds before a crash is on its way.
      await desk.until("the draft on this computer", () =>
        Object.keys(localStorage).some((key) => localStorage[key].includes("One more thing: the serial")));
      await desk.page.reload({ waitUntil: "load" });
      await desk.sees("heading", `${subject}…`);
      await desk.key("r");
      await desk.until("the draft", (nodes) => nodes.some((node) => node.role === "textbox" && node.value.includes("One more thing: the serial")));
      await desk.type("textbox", "Reply", " ");
      await desk.leaveField();
    });

    test("back online everything is delivered once", async () => {
      await server.startProcess();
      await desk.seesText("Online");
      await server.untilConversation(ticket.id, (conversation) =>
        conversation.messages.some((message) => message.text.includes("near the scale")));
      const conversation = await server.conversation(ticket.id);
      const texts = conversation.messages.map((message) => message.text);
      assert.equal(texts.filter((text) => text.includes("near the scale")).length, 1);
      assert.equal(texts.filter((text) => text.includes("fuse.")).length, 0, "a note is never public");
      await desk.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
    });

    test("the second browser sees it once", async () => {
      theirs = await launch(kind);
      const colleague = await Desk.open(theirs.browser, server.url, `#/t/${ticket.number}`);
      await colleague.type("textbox", "Email", accounts.lead.email);
      await colleague.type("textbox", "Password", accounts.lead.password);
      await colleague.page.keyboard.press("Enter");
      await colleague.sees("heading", `${subject}…`);
      await colleague.seesText("near the scale");
      assert.equal(await colleague.countMessages("您好, please hold"), 1);
      assert.equal(await colleague.countMessages("look for the fuse"), 1);
      assert.equal(await colleague.countMessages("near the scale"), 1);

      await colleague.key("n");
      await colleague.focusIsOn("textbox", "Note");
      await colleague.page.keyboard.type("I bring a new fuse tomorrow.");
      await colleague.key("Enter", "Control");
      await desk.seesText("I bring a new fuse tomorrow.");
      assert.deepEqual(colleague.complaints, []);
    });

    test("axe-core finds nothing wrong with sign-in, inbox and ticket", () => {
      assert.deepEqual(axeFindings, []);
    });

    test("an idle page draws no frames", async () => {
      // Let what is visible settle, then look twice with nothing done in between.
      await desk.until("quiet", () => true);
      const settled = async () => {
        const first = await desk.stats();
        await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        const second = await desk.stats();
        return second.frames === first.frames;
      };
      for (let i = 0; i < 20 && !(await settled()); ++i);
      const before_ = await desk.stats();
      await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
      const after_ = await desk.stats();
      assert.equal(after_.frames - before_.frames, 0);
    });
  });
}
