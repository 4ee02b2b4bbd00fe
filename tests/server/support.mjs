// The real server for one test file: its own data folder, a free port, accounts made by the command
// line; and a client that writes operations as a replica does.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.FIRSTHAND_BIN ?? "build/native/bin/firsthand";
const patience_ms = 15_000;

export const password = "only-for-tests-1042";
export const newId = () => randomBytes(16).toString("hex");

/** Runs a command; its result and what it printed, whether it failed or not. */
export function command(args, input = "") {
  try {
    const stdout = execFileSync(program, args, { input, stdio: ["pipe", "pipe", "pipe"], encoding: "utf8" });
    return { code: 0, stdout, stderr: "" };
  } catch (error) {
    return { code: error.status, stdout: error.stdout, stderr: error.stderr };
  }
}

export function succeed(args, input = "") {
  const { code, stdout, stderr } = command(args, input);
  assert.equal(code, 0, `firsthand ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** A folder for data and a small site, removed at the end. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "firsthand-server-"));
  const site = join(folder, "site");
  mkdirSync(join(site, "assets"), { recursive: true });
  writeFileSync(join(site, "index.html"), "<!doctype html><title>Firsthand</title>");
  writeFileSync(join(site, "assets/app-0a1b2c3d.js"), `export const text = "${"long ".repeat(1000)}";`);
  return { folder, data: join(folder, "data"), site, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function addUser(data, name, role) {
  const email = `${name.toLowerCase()}@desk.example`;
  const line = succeed(["user", "add", "--data", data, "--name", name, "--email", email, "--role", role,
    "--password-stdin"], `${password}\n`);
  return JSON.parse(line);
}

export function addIntakeToken(data, name) {
  return succeed(["intake-token", "add", "--data", data, "--name", name]);
}

/** Starts `firsthand serve` and waits until it listens. */
export async function startServer(place, options = []) {
  const args = ["serve", "--data", place.data, "--site", place.site, "--listen", "127.0.0.1:0", ...options];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const server = { child, log: "", url: "", port: 0, place };
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text) => (server.log += text));
  server.port = await until(() => {
    assert.equal(child.exitCode, null, `the server ended: ${server.log}`);
    return lines(server.log).find((line) => line.event === "listening")?.port;
  });
  server.url = `http://127.0.0.1:${server.port}`;
  server.stop = async (signal = "SIGTERM") => {
    if (child.exitCode === null) child.kill(signal);
    return ended;
  };
  return server;
}

/** The log's whole lines as objects, without the sentence that a failed start ends with. */
export function lines(log) {
  return log.split("\n").slice(0, -1).filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

/** Waits until the condition gives something, and returns that. */
export async function until(condition) {
  const end = Date.now() + patience_ms;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) assert.fail(`never so: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** One request; a body that is no text is sent as JSON. */
export async function ask(server, method, path, { body, headers = {}, cookies } = {}) {
  const all = { ...headers };
  const content = body === undefined || typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  if (content !== undefined && !("content-type" in all)) all["content-type"] = "application/json";
  if (cookies) all.cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(server.url + path, { method, headers: all, body: content });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  let json;
  if (response.headers.get("content-type")?.startsWith("application/json")) json = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, json, text, bytes };
}

/** The cookies that an answer sets. */
export function cookiesOf(answer) {
  return Object.fromEntries(answer.headers.getSetCookie().map((line) => line.split(";")[0].split(/=(.*)/s).slice(0, 2)));
}

export function assertError(answer, status, code) {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.json.error.code, code, answer.text);
  assert.match(answer.json.error.message, /\w+ \w+ \w+/, "an error has a sentence");
}

/** Somebody who is signed in, with a replica of their own. */
export class Client {
  constructor(server, person, cookies) {
    this.server = server;
    this.person = person;
    this.cookies = cookies;
    this.replica = newId();
    this.nextSeq = 1;
    this.lastHash = "";
  }

  static async signIn(server, email) {
    const answer = await ask(server, "POST", "/api/v1/sign-in", { body: { email, password } });
    assert.equal(answer.status, 200, answer.text);
    return new Client(server, answer.json.person, cookiesOf(answer));
  }

  ask(method, path, options = {}) {
    return ask(this.server, method, path, { cookies: this.cookies, ...options });
  }

  /** A push request with the next place in the replica's chain, not sent yet. */
  write(...operations) {
    const written = operations.map(([name, body], index) => ({
      replica: this.replica,
      client_seq: this.nextSeq + index,
      actor: this.person.id,
      name,
      body: JSON.stringify(body),
      schema: 1,
      written_at: Date.now(),
      hash: "0".repeat(32),
    }));
    const request = this.chain({ protocol: 1, replica: this.replica, operations: written });
    this.nextSeq += operations.length;
    this.lastHash = request.operations.at(-1).hash;
    return request;
  }

  chain(request) {
    const previous = this.lastHash === "" ? [] : ["--previous", this.lastHash];
    return JSON.parse(succeed(["chain", ...previous], JSON.stringify(request)));
  }

  push(request) {
    return this.ask("POST", "/api/v1/push", { body: request });
  }

  /** Writes and pushes; the results. */
  async submit(...operations) {
    const answer = await this.push(this.write(...operations));
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.status, "ok", answer.text);
    return answer.json.results;
  }

  pull(cursor = 0, epoch = "") {
    return this.ask("GET", `/api/v1/pull?cursor=${cursor}${epoch && `&epoch=${epoch}`}`);
  }
}

/** The stream of pokes: `lines` fills up; `close` leaves it. */
export async function listen(client) {
  const controller = new AbortController();
  const cookie = Object.entries(client.cookies).map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(`${client.server.url}/api/v1/events`, { headers: { cookie }, signal: controller.signal });
  assert.equal(response.status, 200);
  const stream = { lines: [], ended: false, headers: response.headers, close: () => controller.abort() };
  stream.done = (async () => {
    let rest = "";
    try {
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + chunk).split("\n");
        rest = parts.pop();
        stream.lines.push(...parts.map((line) => JSON.parse(line)));
      }
      stream.ended = true;
    } catch (error) {
      stream.ended = error.name === "AbortError" ? "left" : "cut";
    }
  })();
  return stream;
}

/** Sends bytes as they are and returns everything that comes back until the line is closed. */
export function raw(server, bytes, { keepOpen_ms = 5_000 } = {}) {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.setTimeout(keepOpen_ms, () => socket.destroy());
    socket.on("data", (chunk) => (text += chunk));
    socket.on("close", () => resolve(text));
    socket.on("error", (error) => (text === "" ? reject(error) : resolve(text)));
  });
}
