// The workspace in a browser as a person uses it: things are found by role and name in the mirror,
// and worked by keyboard (or, where a test says so, by mouse). Everything waits; nothing sleeps.
import assert from "node:assert/strict";

const default_patience_ms = Number(process.env.FIRSTHAND_PATIENCE_MS ?? 20_000);

// Runs in the page: what assistive technology is told, in reading order.
function collect() {
  const roles = {
    A: "link", BUTTON: "button", TEXTAREA: "textbox", SELECT: "combobox", UL: "list", OL: "list", LI: "listitem",
    H1: "heading", H2: "heading", H3: "heading", H4: "heading", NAV: "navigation", MAIN: "main", ARTICLE: "article",
    ASIDE: "complementary", HEADER: "banner", FORM: "form", P: "paragraph",
  };
  const inputs = { checkbox: "checkbox", search: "searchbox", radio: "radio" };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("[inert], [hidden]")) continue;
    const field = ["INPUT", "TEXTAREA"].includes(element.tagName);
    let role = element.getAttribute("role") ?? roles[element.tagName] ?? "";
    if (element.tagName === "INPUT" && !element.getAttribute("role")) role = inputs[element.type] ?? "textbox";
    const leaf = element.childElementCount === 0 && element.textContent.trim() !== "";
    if (!role && !leaf && element.getAttribute("aria-label") === null) continue;
    const name = element.getAttribute("aria-label") ?? (field ? (element.labels?.[0]?.textContent ?? "") : element.textContent);
    found.push({
      element,
      role,
      name: name.replace(/\s+/g, " ").trim(),
      value: field ? element.value : role === "combobox" ? element.textContent : "",
      description: element.getAttribute("aria-description") ?? "",
      disabled: element.disabled === true || element.getAttribute("aria-disabled") === "true",
      focused: element === document.activeElement,
    });
  }
  return found;
}

// Runs in the page: does a node fit {role, name}? A name is equal, or contained when it ends with "…".
function fits(node, query) {
  if (query.role !== undefined && node.role !== query.role) return false;
  if (query.name === undefined) return true;
  return query.name.endsWith("…") ? node.name.includes(query.name.slice(0, -1)) : node.name === query.name;
}

/** {role, name} in words, for messages. */
const told = (query) => `${query.role ?? "anything"} "${query.name ?? ""}"`;

export class Desk {
  /** @param {import("puppeteer-core").Page} page */
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.complaints = [];
    this.patience_ms = default_patience_ms;
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  static async open(browser, url, route = "") {
    const desk = new Desk(await browser.newPage(), url);
    await desk.page.goto(`${url}/${route}`, { waitUntil: "load" });
    return desk;
  }

  /**
   * Runs `body(nodes, fits, ...values)` in the page on the collected nodes; its plain result comes back. As a
   * string, so that the page's content security policy has no say in it.
   */
  async read(body, ...values) {
    const tail = values.map((value) => `,${JSON.stringify(value)}`).join("");
    return this.page.evaluate(`(${body})((${collect})(),(${fits})${tail})`);
  }

  /** The function that `read` runs in the page, as source, for a test's own script. */
  collectSource() {
    return collect.toString();
  }

  /** Polls `body` until it gives something truthy; `what` is told when it never does. */
  async until(what, body, ...values) {
    const end = Date.now() + this.patience_ms;
    for (;;) {
      let result;
      try {
        result = await this.read(body, ...values);
      } catch (error) {
        // While the page reloads there is no context to run in.
        if (!/context|navigat|detached|frame/i.test(String(error))) throw error;
      }
      if (result) return result;
      if (Date.now() > end) assert.fail(`never came: ${what}\n${await this.outline()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Everything in the mirror as indented lines, for a failure's message. */
  async outline() {
    const lines = await this.read((nodes) =>
      nodes.filter((node) => node.role !== "" || node.name !== "").slice(0, 150)
        .map((node) => `  ${node.role || "text"} "${node.name.slice(0, 90)}"${node.disabled ? " (disabled)" : ""}${node.focused ? " (focused)" : ""}`));
    return `${lines.join("\n")}\n  at ${this.page.url()}\n  console: ${this.complaints.join(" | ")}`;
  }

  async sees(role, name) {
    const query = { role, name };
    await this.until(told(query), (nodes, fit, wanted) => nodes.some((node) => fit(node, wanted)), query);
  }

  async seesText(text) {
    await this.until(`text "${text}"`, (nodes, fit, wanted) => nodes.some((node) => node.name.includes(wanted) || node.value.includes(wanted)), text);
  }

  async seesNoMore(role, name) {
    const query = { role, name };
    await this.until(`no ${told(query)}`, (nodes, fit, wanted) => !nodes.some((node) => fit(node, wanted)), query);
  }

  /** How many articles (messages) hold the text. */
  async countMessages(text) {
    return this.read((nodes, fit, wanted) => nodes.filter((node) => node.role === "article" && node.name.includes(wanted)).length, text);
  }

  /** Moves the focus with Tab alone until the thing has it: proof that it can be reached by keyboard. */
  async tabTo(role, name) {
    const query = { role, name };
    await this.sees(role, name);
    for (let i = 0; i < 250; ++i) {
      // The short way, as a person goes; past the last element Firefox would hand the focus to its own toolbar.
      const step = await this.read((nodes, fit, wanted) => {
        const there = nodes.find((node) => node.focused);
        if (there && fit(there, wanted)) return "there";
        const target = nodes.find((node) => fit(node, wanted));
        const isBefore = there && target && there.element.compareDocumentPosition(target.element) & Node.DOCUMENT_POSITION_PRECEDING;
        return isBefore ? "back" : "on";
      }, query);
      if (step === "there") return;
      if (step === "back") await this.page.keyboard.down("Shift");
      await this.page.keyboard.press("Tab");
      if (step === "back") await this.page.keyboard.up("Shift");
    }
    assert.fail(`Tab never reaches ${told(query)}\n${await this.outline()}`);
  }

  /** Tab to it, then Enter. */
  async press(role, name) {
    await this.tabTo(role, name);
    await this.page.keyboard.press("Enter");
  }

  /** Tab to the field, then type over what is in it. */
  async type(role, name, text) {
    await this.tabTo(role, name);
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("a");
    await this.page.keyboard.up("Control");
    await this.page.keyboard.type(text);
  }

  async key(key, ...modifiers) {
    for (const modifier of modifiers) await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    for (const modifier of modifiers.reverse()) await this.page.keyboard.up(modifier);
  }

  /** Escape out of a text field; letters are commands again when the focus has left it. */
  async leaveField() {
    await this.key("Escape");
    await this.until("no field with focus", (nodes) => !nodes.some((node) => node.focused && ["textbox", "searchbox"].includes(node.role)));
  }

  /** Waits until a field or select with this name has the value; a value ending in "…" is contained. */
  async holds(name, value) {
    await this.until(`"${value}" in ${name}`, (nodes, fit, wanted, words) =>
      nodes.some((node) => node.name === wanted && (node.role === "textbox" || node.role === "combobox" || node.role === "searchbox") &&
        (words.endsWith("…") ? node.value.includes(words.slice(0, -1)) : node.value === words)), name, value);
  }

  /** In the list or menu that is open: the arrow keys to the option, then Enter. */
  async pick(name) {
    await this.until("an open list", (nodes) => nodes.some((node) => node.focused && ["listbox", "menu"].includes(node.role)));
    const current = () => this.read((nodes) => {
      const list = nodes.find((node) => node.focused && ["listbox", "menu"].includes(node.role));
      const id = list?.element.getAttribute("aria-activedescendant");
      return (id && document.getElementById(id)?.textContent) ?? "";
    });
    await this.page.keyboard.press("Home");
    await this.until("the first option", (nodes) => {
      const list = nodes.find((node) => node.focused && ["listbox", "menu"].includes(node.role));
      const first = list?.element.querySelector('[role="option"], [role="menuitem"]');
      return first && list.element.getAttribute("aria-activedescendant") === first.id;
    });
    for (let i = 0; i < 30; ++i) {
      const before = await current();
      if (before === name) return this.page.keyboard.press("Enter");
      await this.page.keyboard.press("ArrowDown");
      await this.until("the next option", (nodes, fit, last) => {
        const list = nodes.find((node) => node.focused && ["listbox", "menu"].includes(node.role));
        const id = list?.element.getAttribute("aria-activedescendant");
        return id && document.getElementById(id)?.textContent !== last;
      }, before);
    }
    assert.fail(`the arrow keys never reach "${name}"\n${await this.outline()}`);
  }

  /** Opens the select by keyboard and picks. */
  async choose(select, option) {
    await this.press("combobox", select);
    await this.pick(option);
  }

  /** The account menu by keyboard; `menu` is the name of its button. */
  async chooseInMenu(menu, item) {
    await this.press("button", menu);
    await this.pick(item);
  }

  /** Presses the middle of the thing with the mouse once it has come to rest. */
  async click(role, name) {
    const point = await this.placeOf(role, name);
    await this.page.mouse.click(point.x, point.y);
  }

  async placeOf(role, name) {
    await this.sees(role, name);
    const query = { role, name };
    const middle = () => this.read((nodes, fit, wanted) => {
      const rect = nodes.find((node) => fit(node, wanted))?.element.getBoundingClientRect();
      return rect && { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    }, query);
    for (let last = await middle(); ; ) {
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      const next = await middle();
      if (next && last && next.x === last.x && next.y === last.y) return next;
      last = next;
    }
  }

  /** Waits until this thing has the keyboard focus. */
  async focusIsOn(role, name) {
    const query = { role, name };
    await this.until(`focus on ${told(query)}`, (nodes, fit, wanted) => nodes.some((node) => node.focused && fit(node, wanted)), query);
  }

  /**
   * Types into the focused field as an input method does: a composition that changes and is then committed.
   * Chromium is driven by its real composition; Firefox gets the same events from the page.
   */
  async compose(steps, kind) {
    if (kind === "chromium") {
      const session = await this.page.createCDPSession();
      for (const text of steps) {
        await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      }
      await session.send("Input.insertText", { text: steps.at(-1) });
      await session.detach();
      return;
    }
    await this.page.evaluate((texts) => {
      const field = document.activeElement;
      const start = field.selectionStart;
      const rest = field.value.slice(field.selectionEnd);
      const before = field.value.slice(0, start);
      field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true, data: "" }));
      for (const text of texts) {
        field.value = before + text + rest;
        field.setSelectionRange(start + text.length, start + text.length);
        field.dispatchEvent(new CompositionEvent("compositionupdate", { bubbles: true, data: text }));
        field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertCompositionText", isComposing: true }));
      }
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: texts.at(-1) }));
      field.dispatchEvent(new InputEvent("input", { bubbles: true, data: texts.at(-1), inputType: "insertText", isComposing: false }));
    }, steps);
  }

  async signIn(account) {
    await this.enter(account);
    await this.until("the desk", (nodes) =>
      nodes.some((node) => node.role === "main") && !nodes.some((node) => node.element.type === "password"));
  }

  /** An input method begins to compose `text` in the focused field; the result commits it. */
  async beginComposition(text, kind) {
    if (kind === "chromium") {
      const session = await this.page.createCDPSession();
      await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      return async () => {
        await session.send("Input.insertText", { text });
        await session.detach();
      };
    }
    await this.page.evaluate((words) => {
      const field = document.activeElement;
      field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new CompositionEvent("compositionupdate", { bubbles: true, data: words }));
      field.dispatchEvent(new InputEvent("input", { bubbles: true, data: words, inputType: "insertCompositionText", isComposing: true }));
    }, text);
    return () => this.page.evaluate((words) => {
      const field = document.activeElement;
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: words }));
      field.dispatchEvent(new InputEvent("input", { bubbles: true, data: words, inputType: "insertText", isComposing: false }));
    }, text);
  }

  /** Fills in the sign-in form and sends it. */
  async enter(account) {
    await this.sees("textbox", "Email");
    // The form takes the focus itself when it opens; who types before that types into the wrong
    // field. Who has chosen a language before has the focus there, and it stays.
    const end = Date.now() + 1_500;
    while (Date.now() < end) {
      const ready = await this.read((nodes) => nodes.some((node) => node.focused && ["Email", "Password"].includes(node.name)));
      if (ready) break;
    }
    await this.type("textbox", "Email", account.email);
    await this.type("textbox", "Password", account.password);
    await this.holds("Email", account.email);
    await this.holds("Password", account.password);
    await this.page.keyboard.press("Enter");
  }

  /** A reply or a note, written and sent; `key` is "r" or "n". */
  async write(key, text) {
    await this.key(key);
    await this.focusIsOn("textbox", key === "r" ? "Reply" : "Note");
    await this.page.keyboard.type(text);
    await this.key("Enter", "Control");
    await this.until(`the entry "${text}"`, (nodes, fit, wanted) => nodes.some((node) => node.role === "article" && node.name.includes(wanted)), text);
    await this.leaveField();
  }

  /** The numbers that the page keeps for tests: frames drawn, storage calls … */
  async stats() {
    return this.page.evaluate(() => window.firsthand.stats());
  }

  /** What axe-core finds wrong with the mirror, in words; empty when nothing is. */
  async axe(source) {
    await this.page.evaluate(source);
    const result = await this.page.evaluate(() =>
      window.axe.run(document, {
        // The mirror is transparent and the canvas shows the colours; tokens have a contrast test of their own.
        rules: { "color-contrast": { enabled: false } },
      }));
    return result.violations.map((violation) =>
      `${violation.id}: ${violation.help} (${violation.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join("; ")})`);
  }
}
