// Goal: the desk can be worked by mouse alone, says why something may not be done, and a change that the
// server refuses is told and never blocks the rest. Method: the built site and the real server, in Chromium
// and in Firefox; somebody else's deeds come straight to the server, a cable of one's own is pulled out.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { kinds, launch } from "./support/browser.mjs";
import { layCable } from "./support/cable.mjs";
import { Colleague } from "./support/colleague.mjs";
import { Desk } from "./support/desk.mjs";
import { accounts, startDesk } from "./support/server.mjs";

const subjects = { mouse: "Aisle lights go out at noon", contested: "Forklift badge is not read", russian: "Wrong weight on pallet notes" };

for (const kind of kinds) {
  describe(`The desk in ${kind}`, { concurrency: 1 }, () => {
    let server;
    let cable;
    let mine;
    let desk;
    const tickets = {};

    before(async () => {
      server = await startDesk({ tickets: 80, seed: 23 });
      cable = await layCable(server);
      for (const [name, subject] of Object.entries(subjects)) {
        tickets[name] = await server.intake({
          requester: { name: "Lena Fischer", email: "lena@fischer.example" },
          subject,
          text: "Can you have a look?",
          language: "en",
          channel: "web_form",
        });
      }
      mine = await launch(kind);
      if (kind === "chromium") await mine.browser.defaultBrowserContext().overridePermissions(cable.url, ["clipboard-read", "clipboard-write"]);
      desk = await Desk.open(mine.browser, cable.url, "#/all");
      await desk.signIn(accounts.agent);
      await desk.sees("status", "Online");
    });
    after(async () => {
      await mine?.close();
      await cable?.pullOut();
      await server?.stop();
    });

    const open = async (ticket, subject) => {
      await desk.page.evaluate((number) => (location.hash = `#/t/${number}`), ticket.number);
      await desk.sees("heading", `${subject}…`);
    };

    describe("by mouse alone", { concurrency: 1 }, () => {
      const rowNames = () => desk.read((nodes) => nodes.filter((node) => node.role === "row" && node.element.querySelector('[role="gridcell"]')).map((node) => node.element.textContent));

      test("a click on a header sorts, another turns the order round", async () => {
        const sorted = (way) => desk.until(`sorted ${way}`, (nodes, fit, wanted) =>
          nodes.some((node) => node.role === "columnheader" && node.name.startsWith("Subject") && node.element.getAttribute("aria-sort") === wanted), way);
        await desk.click("columnheader", "Subject");
        await sorted("ascending");
        const up = (await rowNames())[0];
        await desk.click("columnheader", "Subject");
        await sorted("descending");
        await desk.until("another first row", (nodes, fit, last) =>
          nodes.find((node) => node.role === "row" && node.element.querySelector('[role="gridcell"]')).element.textContent !== last, up);
      });

      test("the wheel scrolls the list", async () => {
        const first = (await rowNames())[0];
        const place = await desk.placeOf("grid", "Tickets");
        await desk.page.mouse.move(place.x, place.y);
        await desk.page.mouse.wheel({ deltaY: 700 });
        await desk.until("other rows", (nodes, fit, last) => !nodes.some((node) => node.role === "row" && node.element.textContent === last), first);
        await desk.page.mouse.wheel({ deltaY: -5_000 });
        await desk.until("the first row again", (nodes, fit, last) => nodes.some((node) => node.role === "row" && node.element.textContent === last), first);
      });

      test("a click on a row opens the ticket, and Back leads back", async () => {
        await desk.click("gridcell", `${(await desk.read((nodes) => nodes.filter((node) => node.role === "gridcell")[3].name))}`);
        await desk.sees("button", "Copy number");
        await desk.click("button", "Back");
        await desk.sees("grid", "Tickets");
      });

      test("the state is chosen with the select", async () => {
        await open(tickets.mouse, subjects.mouse);
        await desk.click("combobox", "State");
        await desk.click("option", "On hold");
        await desk.holds("State", "On hold");
        await desk.seesNoMore("listbox", "State");
      });

      test("a new ticket is filled in and created", async () => {
        await desk.click("button", "New ticket");
        await desk.sees("dialog", "New ticket");
        await desk.click("textbox", "Subject");
        await desk.page.keyboard.type("Gate four does not open");
        await desk.click("textbox", "What the customer said");
        await desk.page.keyboard.type("It hums but stays shut.");
        await desk.click("combobox", "Channel");
        await desk.click("option", "Phone");
        await desk.holds("Channel", "Phone");
        await desk.click("button", "Create");
        await desk.seesNoMore("dialog", "New ticket");
        await desk.sees("heading", "Gate four does not open…");
        await desk.until("its number", (nodes) => !nodes.some((node) => node.name === "draft") && nodes.some((node) => /^#\d+$/.test(node.name)));
        await desk.until("its number in the address", (nodes) => nodes.some((node) => node.name !== "" && `#/t/${node.name.slice(1)}` === location.hash));
      });
    });

    test("a link opens its ticket; one to a number that is not there says so", async () => {
      const unknown = await Desk.open(mine.browser, cable.url, `#/t/999999`);
      await unknown.press("button", "Use it here");
      await unknown.seesText("There is no ticket #999999 here");
      await unknown.press("button", "Back");
      await unknown.sees("grid", "Tickets");
      await unknown.page.evaluate((number) => (location.hash = `#/t/${number}`), tickets.russian.number);
      await unknown.sees("heading", `${subjects.russian}…`);
      await unknown.page.close();
      await desk.page.bringToFront();
      await desk.press("button", "Use it here");
      await desk.sees("button", "New ticket");
    });

    test("letters are shortcuts by their place on a Russian keyboard", async () => {
      await open(tickets.russian, subjects.russian);
      const press = (code, key) => desk.page.evaluate((options) => {
        for (const type of ["keydown", "keyup"]) {
          (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, { ...options, bubbles: true, cancelable: true }));
        }
      }, { code, key });
      await press("KeyT", "е");
      await desk.seesNoMore("button", "Take");
      await desk.sees("definition", accounts.agent.name);
      await press("KeyU", "г");
      await desk.sees("grid", "Tickets");
      const next = (nodes, fit, last) => {
        const id = nodes.find((node) => node.role === "grid").element.getAttribute("aria-activedescendant");
        const row = document.getElementById(id)?.textContent;
        return row !== undefined && row !== last && row;
      };
      const was = await desk.until("a current row", next);
      await press("KeyJ", "о");
      const now = await desk.until("the next row", next, was);
      await press("KeyK", "л");
      assert.equal(await desk.until("the row before", next, now), was);
    });

    test("a message is copied, and pasted into the composer", async () => {
      await open(tickets.russian, subjects.russian);
      await desk.press("button", "Copy message");
      await desk.seesText("Copied");
      await desk.key("r");
      await desk.focusIsOn("textbox", "Reply");
      await desk.key("v", "Control");
      await desk.holds("Reply", "Can you have a look?");
      await desk.type("textbox", "Reply", " ");
      await desk.leaveField();
    });

    test("of two who take a ticket the later one is told, and the rest of the queue goes on", async () => {
      const robert = await Colleague.signIn(server.url, accounts.lead);
      await open(tickets.contested, subjects.contested);
      await cable.pullOut();
      await desk.seesText("Offline");
      await desk.key("t");
      await desk.seesNoMore("button", "Take");
      await open(tickets.mouse, subjects.mouse);
      await desk.write("n", "The fuse box is behind gate two.");
      await desk.seesText("2 unsent");
      await robert.submit("ticket.take", { ticket: tickets.contested.id });
      await cable.putBack();
      await desk.seesText("1 refused");
      await desk.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
      await desk.key("y");
      await desk.sees("heading", "Needs attention");
      await desk.until("the reason", (nodes) =>
        nodes.some((node) => node.role === "listitem" && node.name.startsWith("Take") && node.name.includes("Someone else owns this ticket")));
      await desk.press("button", "Discard…");
      await desk.press("button", "Discard");
      await desk.seesNoMore("heading", "Needs attention");
      await desk.key("Escape");
      await open(tickets.contested, subjects.contested);
      await desk.sees("definition", accounts.lead.name);
      await desk.until("no complaint left", (nodes) => !nodes.some((node) => node.name.includes("refused")));
    });

    test("a trainee reads why replying is not possible, and writes a note", async () => {
      const learner = await desk.page.browser().createBrowserContext();
      const theirs = await Desk.open(learner, cable.url, `#/t/${tickets.mouse.number}`);
      await theirs.signIn(accounts.trainee);
      await theirs.sees("heading", `${subjects.mouse}…`);
      await theirs.sees("textbox", "Note"); // what is possible comes first
      await theirs.click("tab", "Reply");
      await theirs.until("Reply with its reason", (nodes) =>
        nodes.some((node) => node.role === "textbox" && node.name === "Reply" && node.element.readOnly && node.description.includes("may not reply")));
      await theirs.until("Send with its reason", (nodes) =>
        nodes.some((node) => node.role === "button" && node.name === "Send" && node.disabled && node.description.includes("may not reply")));
      await theirs.write("n", "I think it is the timer.");
      await theirs.until("nothing unsent", (nodes) => !nodes.some((node) => node.name.includes("unsent")));
      assert.deepEqual(theirs.complaints, []);
      await learner.close();
    });
  });
}
