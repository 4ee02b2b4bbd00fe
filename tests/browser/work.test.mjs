// Goal: the daily work on a ticket goes by keyboard alone: merging and taking it back, logging time, a
// reply taken back before it is sent, and one that the customer overtook. Method: the built site and the real
// server, in Chromium and in Firefox; what a customer says in between comes in by the intake.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { kinds, launch } from "./support/browser.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, startDesk } from "./support/server.mjs";

for (const kind of kinds) {
  describe(`Work in ${kind}`, { concurrency: 1 }, () => {
    let server;
    let mine;
    let desk;
    let one;
    let other;
    const asks = (subject) => server.intake({
      requester: { name: "Lena Fischer", email: "lena@fischer.example" },
      subject,
      text: "The scale shows nothing",
      language: "en",
      channel: "web_form",
    });

    before(async () => {
      server = await startDesk({ tickets: 40, seed: 11 });
      one = await asks("Scale is dark");
      other = await asks("Scale is still dark");
      mine = await launch(kind);
      desk = await Desk.open(mine.browser, server.url, `#/t/${one.number}`);
      await desk.signIn(accounts.agent);
      // Everything has come in before one works on it.
      await desk.sees("heading", "Scale is dark");
      await desk.seesText("The scale shows nothing");
      await desk.sees("status", "Online");
    });
    after(async () => {
      await mine?.close();
      await server?.stop();
    });

    test("TKT-5: a ticket goes up in another one and comes back", async () => {
      await desk.chooseInMenu("More actions", "Merge into…");
      await desk.type("searchbox", "Find a ticket", "still dark");
      await desk.press("button", `#${other.number} Scale is still dark`);
      await desk.press("button", "Merge");
      await desk.seesText(`This ticket was merged into #${other.number}`);
      await desk.press("button", "Undo merge");
      await desk.until("the banner gone", (nodes) => !nodes.some((node) => node.name.includes("was merged into")));
    });

    test("TKT-9: minutes are logged and summed", async () => {
      await desk.chooseInMenu("More actions", "Log time…");
      await desk.type("textbox", "Minutes", "25");
      await desk.press("button", "Log");
      await desk.seesText("25 min, billable 25 min");
    });

    test("TKT-10a: a reply is taken back before it is sent, then sent once", async () => {
      await desk.until("earlier toasts gone", (nodes) => !nodes.some((node) => node.role === "button" && node.name === "Undo"));
      await desk.type("textbox", "Reply", "Is the plug in?");
      await desk.key("Enter", "Control");
      await desk.holds("Reply", "");
      await desk.press("button", "Undo");
      await desk.holds("Reply", "Is the plug in?");
      await desk.type("textbox", "Reply", "Is the plug in the wall?");
      await desk.key("Enter", "Control");
      await desk.holds("Reply", "");
      const { messages } = await server.untilConversation(one.id, (said) => said.messages.some(({ from }) => from === "support"));
      assert.deepEqual(messages.filter(({ from }) => from === "support").map(({ text }) => text), ["Is the plug in the wall?"]);
    });

    test("TKT-10a: a reply that the customer overtook stops once and shows what is new", async () => {
      await desk.type("textbox", "Reply", "Then we send a new one");
      await server.say(one.id, "It was the plug, thank you");
      await desk.seesText("It was the plug");
      await desk.key("Enter", "Control");
      await desk.sees("dialog", "The conversation has moved on…");
      await desk.press("button", "Keep editing");
      await desk.type("textbox", "Reply", "Good to hear");
      await desk.key("Enter", "Control");
      await desk.holds("Reply", "");
      const { messages } = await server.untilConversation(one.id, (said) => said.messages.at(-1).text === "Good to hear");
      assert.deepEqual(messages.slice(-2).map(({ text }) => text), ["It was the plug, thank you", "Good to hear"]);
    });
  });
}
