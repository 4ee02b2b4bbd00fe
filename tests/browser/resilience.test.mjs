// Goal: what a computer does to a page (graphics reset, crash of the server, closed tab, full disk, a new
// version) costs neither work nor words. Method: the built site and the real server by keyboard, in Chromium
// and in Firefox; the server is killed, not stopped.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { kinds, launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, site, startDesk } from "./support/server.mjs";

for (const kind of kinds) {
  describe(`Resilience in ${kind}`, { concurrency: 1 }, () => {
    let server;
    let mine;
    let desk;
    let ticket;
    let changingSite;
    const subject = "The dock door reads no badges";

    before(async () => {
      changingSite = await mkdtemp(join(tmpdir(), "firsthand-site-"));
      await cp(site, changingSite, { recursive: true });
      server = await startDesk({ tickets: 20, seed: 31, site: changingSite });
      ticket = await server.intake({
        requester: { name: "Lena Fischer", email: "lena@fischer.example" },
        subject,
        text: "Since six. What can we do?",
        language: "en",
        channel: "web_form",
      });
      mine = await launch(kind);
      desk = await Desk.open(mine.browser, server.url, `#/t/${ticket.number}`);
      await desk.enter(accounts.agent);
      await desk.sees("heading", `${subject}…`);
      await desk.sees("status", "Online");
    });
    after(async () => {
      await mine?.close();
      await server?.stop();
      if (changingSite) await rm(changingSite, { recursive: true, force: true });
    });

    const countOnServer = async (text) => (await server.conversation(ticket.id)).messages.filter((message) => message.text === text).length;
    const onServer = (text) => server.untilConversation(ticket.id, ({ messages }) => messages.some((message) => message.text === text));

    test("a lost graphics context is drawn anew", async () => {
      const picture = async () => createHash("sha256").update(await desk.page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 400 } })).digest("hex");
      const before_ = await picture();
      const { frames } = await desk.stats();
      await desk.page.evaluate(() => window.firsthand.loseContext());
      const end = Date.now() + desk.patience_ms;
      while ((await desk.stats()).frames === frames || (await picture()) !== before_) {
        assert.ok(Date.now() < end, "the picture never comes back");
      }
      await desk.write("n", "Seen after the reset.");
    });

    test("a server that dies in the middle of a push gets every reply once", async () => {
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      const replies = ["First of three.", "Second of three.", "Third of three."];
      for (const [index, reply] of replies.entries()) {
        await desk.page.keyboard.type(reply);
        await desk.key("Enter", "Control");
        if (index === 1) await server.kill();
        await desk.until(reply, (nodes, fit, text) => nodes.some((node) => node.role === "article" && node.name.includes(text)), reply);
        await desk.holds("Reply", "");
      }
      await desk.leaveField();
      await server.startProcess();
      for (const reply of replies) await onServer(reply);
      await desk.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
      for (const reply of replies) assert.equal(await countOnServer(reply), 1);
    });

    test("a tab that is closed right after a reply has kept it", async () => {
      await server.stopProcess();
      await desk.seesText("Offline");
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      await desk.page.keyboard.type("Written as the lid closes.");
      await desk.key("Enter", "Control");
      await desk.until("the reply", (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("lid closes")));
      const blank = await mine.browser.newPage();
      await desk.page.close();
      desk = new Desk(blank, server.url);
      await blank.goto(`${server.url}/#/t/${ticket.number}`, { waitUntil: "load" });
      await desk.until("the reply", (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("lid closes")));
      await desk.seesText("1 unsent");
      await server.startProcess();
      await onServer("Written as the lid closes.");
      assert.equal(await countOnServer("Written as the lid closes."), 1);
    });

    test("nothing is against the content security policy", async () => {
      await desk.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
      await desk.page.evaluate(() => {
        window.violations = [];
        document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
      });
      await desk.key("u");
      await desk.sees("grid", "Tickets");
      await desk.page.goBack();
      await desk.sees("heading", `${subject}…`);
      assert.deepEqual(await desk.page.evaluate(() => window.violations), []);
      // A server that is gone is told by the browser itself; all else is ours.
      assert.deepEqual(desk.complaints.filter((line) => !/ERR_CONNECTION|Failed to load resource|NetworkError/.test(line)), []);
    });

    if (kind === "chromium") {
      test("a full disk is told in words, and what was written stays in the field", async () => {
        const session = await desk.page.createCDPSession();
        const origin = server.url;
        await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
        await desk.key("n");
        await desk.focusIsOn("textbox", "Note");
        // Room that the browser has given away already is used up first.
        const isFull = () => desk.read((nodes) => nodes.some((node) => node.name.includes("The disk is full")));
        let written = 0;
        for (; written < 60 && !(await isFull()); ++written) {
          await desk.page.evaluate((text) => {
            const field = document.activeElement;
            field.value = text;
            field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
          }, `Note ${written}. ${"Room is scarce. ".repeat(3_000)}`);
          await desk.key("Enter", "Control");
          await desk.until("the note gone or a word why not", (nodes) => nodes.some((node) => node.name.includes("The disk is full")) ||
            nodes.some((node) => node.role === "textbox" && node.name === "Note" && node.value === ""));
        }
        await desk.seesText("The disk is full");
        await desk.holds("Note", `Note ${written - 1}. Room…`);
        await session.send("Storage.overrideQuotaForOrigin", { origin });
        await desk.key("Enter", "Control");
        await desk.holds("Note", "");
        await desk.leaveField();
        await desk.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
        await desk.until("the note in the conversation", (nodes, fit, wanted) =>
          nodes.some((node) => node.role === "article" && node.name.includes(wanted)), `Note ${written - 1}. Room`);
        assert.equal(await desk.countMessages(`Note ${written - 1}. Room`), 1);
      });
    }

    test("a new version is offered, and loaded when the person wants it", async () => {
      await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await desk.until("a service worker in charge", () => navigator.serviceWorker.controller !== null);
      const index = await readFile(join(changingSite, "index.html"), "utf8");
      await writeFile(join(changingSite, "index.html"), index.replace("</head>", '<meta name="version" content="next" /></head>'));
      const worker = await readFile(join(changingSite, "sw.js"), "utf8");
      assert.match(worker, /firsthand-[0-9a-f]{16}/);
      await writeFile(join(changingSite, "sw.js"), worker.replace(/firsthand-[0-9a-f]{16}/, "firsthand-0123456789abcdef"));
      for (const name of ["index.html.br", "index.html.gz", "sw.js.br", "sw.js.gz"]) await rm(join(changingSite, name), { force: true });
      await server.stopProcess();
      await server.startProcess();
      await desk.page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true));
      await desk.seesText("A new version is ready");
      await desk.press("button", "Reload");
      await desk.until("the new page", () => document.querySelector('meta[name="version"][content="next"]') !== null);
      await desk.sees("heading", `${subject}…`);
      await desk.seesText("Online");
    });
  });
}
