// Goal: what stands before the desk (tabs, signing in and out, an ended session) never costs work.
// Method: the built site and the real server by keyboard, in Chromium and in Firefox; two pages of one
// browser are two tabs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { kinds, launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, startDesk } from "./support/server.mjs";

for (const kind of kinds) {
  describe(`Gates in ${kind}`, { concurrency: 1 }, () => {
    let server;
    let mine;
    let first;
    let ticket;
    let route;

    before(async () => {
      server = await startDesk({ tickets: 20, seed: 11 });
      ticket = await server.intake({
        requester: { name: "Lena Fischer", email: "lena@fischer.example" },
        subject: "The label printer skips every third label",
        text: "It began this morning. What can we do?",
        language: "en",
        channel: "web_form",
      });
      route = `#/t/${ticket.number}`;
      mine = await launch(kind);
    });
    after(async () => {
      await mine?.close();
      await server?.stop();
    });

    const onServer = (text) => server.untilConversation(ticket.id, ({ messages }) => messages.some((message) => message.text.includes(text)));
    const countOnServer = async (text) => (await server.conversation(ticket.id)).messages.filter((message) => message.text.includes(text)).length;

    test("signing in without the network says that it needs it", async () => {
      first = await Desk.open(mine.browser, server.url, route);
      await first.sees("textbox", "Email");
      await first.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await server.stopProcess();
      await first.enter(accounts.agent);
      await first.sees("alert", "network…");
      await server.startProcess();
    });

    test("signing in at a link opens what it names", async () => {
      await first.enter(accounts.agent);
      await first.sees("heading", "The label printer skips…");
    });

    test("a reload needs no password", async () => {
      await first.page.reload({ waitUntil: "load" });
      await first.sees("heading", "The label printer skips…");
      await first.sees("status", "Online…");
    });

    test("a second tab offers to take the desk, with all that is not sent", async () => {
      await server.stopProcess();
      await first.seesText("Offline");
      await first.write("r", "We send you a new print head.");
      await first.seesText("1 unsent");
      await first.key("r");
      await first.focusIsOn("textbox", "Reply");
      await first.page.keyboard.type("And one word more");
      await server.startProcess(); // only to serve the page where no service worker has it yet
      const second = await Desk.open(mine.browser, server.url, route);
      await second.sees("heading", "Firsthand is open in another tab");
      await second.press("button", "Use it here");
      await second.sees("heading", "The label printer skips…");
      await second.until("the reply", (nodes) => nodes.some((node) => node.role === "article" && node.name.includes("new print head")));
      await second.holds("Reply", "And one word more");
      await first.page.bringToFront();
      await first.sees("heading", "Firsthand is open in another tab");
      await onServer("new print head");

      await first.press("button", "Use it here");
      await first.holds("Reply", "And one word more");
      await first.sees("heading", "The label printer skips…");
      await second.page.bringToFront(); // a page in the background has no frames
      await second.sees("heading", "Firsthand is open in another tab");
      await second.page.close();
      await first.page.bringToFront();
      assert.equal(await countOnServer("new print head"), 1);
      await first.type("textbox", "Reply", " ");
      await first.leaveField();
    });

    test("a session that the server has ended leaves the work going on, and signing in again delivers", async () => {
      await first.sees("status", "Online…");
      await first.page.evaluate(() => fetch("/api/v1/sign-out", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }));
      await first.write("r", "The courier has it now.");
      await first.seesText("Your session has ended");
      await first.seesText("1 unsent");
      await first.write("n", "Courier number is on the shelf.");
      await first.seesText("2 unsent");
      assert.equal(await countOnServer("courier"), 0);
      await first.press("button", "Sign in again");
      await first.enter(accounts.agent);
      await first.seesText("Online");
      await onServer("The courier has it now.");
      await first.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
      assert.equal(await countOnServer("courier"), 1);
    });

    test("signing out warns of what is not sent, keeps it, and sends it after the next sign-in", async () => {
      await server.stopProcess();
      await first.seesText("Offline");
      await first.write("r", "Did the courier ring?");
      await first.seesText("1 unsent");
      await first.chooseInMenu("Account", "Sign out…");
      await first.sees("dialog", "Sign out?");
      await first.seesText("Not sent yet: 1");
      await first.press("button", "Sign out");
      await first.sees("button", "Sign in");
      await first.seesNoMore("heading", "The label printer skips…");
      await server.startProcess();
      await first.enter(accounts.agent);
      await onServer("Did the courier ring?");
      assert.equal(await countOnServer("Did the courier ring?"), 1);
    });

    test("another person on the same computer sees nothing of it", async () => {
      await first.sees("button", "Account");
      await first.chooseInMenu("Account", "Sign out…");
      await first.press("button", "Sign out");
      await first.enter(accounts.lead);
      await first.sees("button", "Account");
      await first.seesText(accounts.lead.name);
      await first.page.reload({ waitUntil: "load" });
      await first.seesText(accounts.lead.name);
    });
  });
}
