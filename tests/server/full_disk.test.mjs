// Goal: a full disk is a clear answer, reading goes on, nothing is lost, and room heals it.
// Method: a quota on the database's pages stands for the disk; then the quota is lifted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addIntakeToken, addUser, ask, assertError, Client, makeFolder, newId, startServer, succeed } from "./support.mjs";

let place, server, token;
const writeNote = (ticket) => ["ticket.note", { ticket, entry: newId(), text: "x".repeat(100_000) }];

before(async () => {
  place = makeFolder();
  addUser(place.data, "Ann", "agent");
  token = addIntakeToken(place.data, "form");
  server = await startServer(place, ["--max-pages", process.env.FIRSTHAND_TEST_MAX_PAGES ?? "300"]);
});
after(async () => {
  await server.stop();
  place.remove();
});

test("a full disk answers 503 store.full, keeps what was accepted, and takes the rest later", async () => {
  const ann = await Client.signIn(server, "ann@desk.example");
  const ticket = newId();
  await ann.submit(["ticket.create", { id: ticket, entry: newId(), subject: "Full", text: "Full", channel: "phone", language: "en" }]);
  let accepted = 2; // the first account and the ticket
  let request, refused;
  for (let i = 0; i < 200 && !refused; ++i) {
    request = ann.write(writeNote(ticket));
    const answer = await ann.push(request);
    if (answer.status === 200) ++accepted;
    else refused = answer;
  }
  assertError(refused, 503, "store.full");
  assert.ok(Number(refused.headers.get("retry-after")) >= 1);

  // The server is up, reading works, what was accepted is there, and nothing more.
  assert.deepEqual((await ask(server, "GET", "/healthz")).json, { ok: true, head: accepted });
  assert.equal((await ann.pull(0)).status, 200);
  const form = { requester: { email: "zoe@c.example" }, subject: "Room?", text: "y".repeat(60_000) };
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": "full" };
  let intake;
  for (let i = 0; i < 40; ++i) {
    intake = await ask(server, "POST", "/api/v1/intake", { body: form, headers: { ...headers, "idempotency-key": `full-${i}` } });
    if (intake.status !== 201) break;
    ++accepted; // the first opens a contact too
  }
  assertError(intake, 503, "store.full");
  const { head } = (await ask(server, "GET", "/healthz")).json;

  // Room again: the client sends the same once more, as it does by itself.
  assert.equal(await server.stop(), 0);
  assert.equal(JSON.parse(succeed(["verify", "--data", place.data])).ok, true);
  server = await startServer(place);
  ann.server = server;
  const answer = await ann.push(request);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.results[0].seq, head + 1);
  assert.equal((await ask(server, "POST", "/api/v1/intake", { body: form, headers })).status, 201);
  assert.equal(JSON.parse(succeed(["verify", "--data", place.data])).ok, true);
});
