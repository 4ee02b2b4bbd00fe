// The real server on a sample workspace of its own, with the built site: started, stopped (that is
// what "offline" means here) and started again on the same port and data.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = process.env.FIRSTHAND_ROOT ?? process.cwd();
export const program = process.env.FIRSTHAND_BIN ?? join(root, "build/native/bin/firsthand");
export const site = process.env.FIRSTHAND_SITE ?? join(root, "build/site");
const password = "only-in-tests-1042";
const patience_ms = 20_000;

/** People of the sample desk, by what they may do. */
export const accounts = {
  admin: { name: "Ingrid Solberg", email: "admin@halden.example", password },
  lead: { name: "Robert Hale", email: "lead@halden.example", password },
  agent: { name: "Clara Jensen", email: "agent@halden.example", password },
  russian: { name: "Дмитрий Соколов", email: "agent.ru@halden.example", password },
  chinese: { name: "陈晓雯", email: "agent.zh@halden.example", password },
  trainee: { name: "Nina Park", email: "trainee@halden.example", password },
};

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Makes a sample workspace that stays; every account has the tests' password. */
export async function makeSample({ data, tickets, seed }) {
  await run(program, ["sample", "--data", data, "--tickets", String(tickets), "--seed", String(seed), "--password", password],
    { maxBuffer: 64 * 1024 * 1024 });
}

/** @param {{tickets: number, seed: number, data?: string, site?: string}} options `data`: a workspace that stays */
export async function startDesk(options) {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), "firsthand-desk-")));
  if (options.data === undefined) {
    await makeSample({ ...options, data });
  }
  const { stdout } = await run(program, ["intake-token", "add", "--data", data, "--name", `tests ${Date.now()}`]);
  const desk = new Server(data, stdout.trim().split(/\s+/).at(-1), await freePort(), options.data === undefined);
  desk.site = options.site ?? site;
  await desk.startProcess();
  return desk;
}

class Server {
  constructor(data, token, port, temporary) {
    this.data = data;
    this.token = token;
    this.port = port;
    this.temporary = temporary;
    this.url = `http://127.0.0.1:${port}`;
  }

  async startProcess() {
    this.log = "";
    this.process = spawn(program, ["serve", "--data", this.data, "--site", this.site, "--listen", `127.0.0.1:${this.port}`],
      { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (chunk) => (this.log = (this.log + chunk).slice(-20_000)));
    }
    const end = Date.now() + patience_ms;
    for (;;) {
      try {
        if ((await fetch(`${this.url}/healthz`)).ok) return;
      } catch {
        // Not listening yet.
      }
      if (this.process.exitCode !== null) assert.fail(`the server ended: ${this.log}`);
      if (Date.now() > end) assert.fail(`the server does not answer: ${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** The network is gone: nothing listens any more. Data stay. */
  async stopProcess() {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  /** Gone without a word, as with a power cut. */
  async kill() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await ended;
  }

  /** The site's folder has changed: it is read again. */
  installSite() {
    this.process.kill("SIGHUP");
  }

  async stop() {
    await this.stopProcess();
    if (this.temporary) await rm(this.data, { recursive: true, force: true });
  }

  async #intake(path, options = {}) {
    const answer = await fetch(`${this.url}/api/v1/intake${path}`, {
      ...options,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
    });
    const body = await answer.json();
    assert.ok(answer.ok, `${answer.status} ${JSON.stringify(body)}`);
    return body;
  }

  /** A customer writes: opens a ticket. */
  async intake(message) {
    return this.#intake("", { method: "POST", body: JSON.stringify(message) });
  }

  /** The customer says more on their ticket. */
  async say(id, text) {
    return this.#intake(`/${id}/messages`, { method: "POST", body: JSON.stringify({ text }) });
  }

  /** What the customer can read of it. */
  async conversation(id) {
    return this.#intake(`/${id}`);
  }

  async untilConversation(id, condition) {
    const end = Date.now() + patience_ms;
    for (;;) {
      const conversation = await this.conversation(id);
      if (condition(conversation)) return conversation;
      if (Date.now() > end) assert.fail(`never so: ${JSON.stringify(conversation, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
