// Somebody else of the desk without a browser: signs in and pushes operations straight to the server,
// so that a spec can let a thing happen at a moment of its choosing.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { program } from "./server.mjs";

export class Colleague {
  static async signIn(url, account) {
    const colleague = new Colleague();
    colleague.url = url;
    const answer = await colleague.#post("/api/v1/sign-in", { email: account.email, password: account.password, bearer: true });
    colleague.token = answer.access_token;
    colleague.person = answer.person;
    colleague.replica = randomBytes(16).toString("hex");
    colleague.nextSeq = 1;
    colleague.lastHash = "";
    return colleague;
  }

  /** Writes one operation and pushes it; fails when the server refuses it. */
  async submit(name, body) {
    const operation = {
      replica: this.replica, client_seq: this.nextSeq++, actor: this.person.id, name, body: JSON.stringify(body),
      schema: 1, written_at: Date.now(), hash: "0".repeat(32),
    };
    const previous = this.lastHash === "" ? [] : ["--previous", this.lastHash];
    const input = JSON.stringify({ protocol: 1, replica: this.replica, operations: [operation] });
    const request = JSON.parse(execFileSync(program, ["chain", ...previous], { input, encoding: "utf8" }));
    this.lastHash = request.operations.at(-1).hash;
    const answer = await this.#post("/api/v1/push", request);
    assert.ok(answer.results[0].seq > 0, JSON.stringify(answer));
  }

  async #post(path, body) {
    const headers = { "content-type": "application/json" };
    if (this.token) headers.authorization = `Bearer ${this.token}`;
    const response = await fetch(this.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = await response.json();
    assert.ok(response.ok, `${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}
