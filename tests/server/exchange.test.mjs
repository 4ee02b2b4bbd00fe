// Goal: operations are taken exactly once, in one order, by who may, and others hear of them.
// Method: clients that write chained operations as a replica does, against the real server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addIntakeToken, addUser, ask, assertError, Client, listen, makeFolder, newId, startServer, succeed, until } from "./support.mjs";

let place, server, ann, bob;

const createTicket = (id, text = "It does not print") => ["ticket.create",
  { id, entry: newId(), subject: "Printer", text, channel: "phone", language: "en" }];

before(async () => {
  place = makeFolder();
  addUser(place.data, "Ann", "agent");
  addUser(place.data, "Bob", "agent");
  addUser(place.data, "Tim", "trainee");
  server = await startServer(place);
  ann = await Client.signIn(server, "ann@desk.example");
  bob = await Client.signIn(server, "bob@desk.example");
});
after(async () => {
  await server.stop();
  place.remove();
});

test("what one pushes, the other pulls, in the server's order with a number", async () => {
  const id = newId();
  const [created] = await ann.submit(createTicket(id));
  const page = (await bob.pull(created.seq - 1)).json;
  const operation = page.operations.find((each) => each.seq === created.seq);
  assert.equal(operation.name, "ticket.create");
  assert.equal(JSON.parse(operation.body).id, id);
  assert.equal(operation.person, ann.person.id);
  assert.ok(operation.number > 1000);
  assert.equal(page.checkpoint.seq, page.operations.at(-1).seq);
  assert.match(page.checkpoint.state_hash, /^[0-9a-f]{32}$/);
});

test("the same push twice is done once and answered the same", async () => {
  const request = ann.write(createTicket(newId()), createTicket(newId()));
  const first = await ann.push(request);
  const head = (await ask(server, "GET", "/healthz")).json.head;
  const second = await ann.push(request);
  assert.equal(first.json.status, "ok");
  assert.deepEqual(second.json.results, first.json.results);
  assert.equal((await ask(server, "GET", "/healthz")).json.head, head);
});

test("a gap is answered with the number that the server waits for", async () => {
  const client = await Client.signIn(server, "ann@desk.example");
  await client.submit(createTicket(newId()));
  client.write(createTicket(newId())); // lost on its way
  const answer = await client.push(client.write(createTicket(newId())));
  assert.equal(answer.status, 200);
  assert.equal(answer.json.status, "gap");
  assert.equal(answer.json.expected, 2);
});

test("a copy of a replica that wrote something else is told that it forked", async () => {
  const client = await Client.signIn(server, "ann@desk.example");
  const copy = Object.assign(Object.create(Client.prototype), client);
  await client.submit(createTicket(newId()));
  assert.equal((await copy.push(copy.write(createTicket(newId())))).json.status, "forked");
});

test("ROLE-2: an actor other than who is signed in is refused", async () => {
  const client = await Client.signIn(server, "ann@desk.example");
  client.person = bob.person;
  const [result] = await client.submit(createTicket(newId()));
  assert.equal(result.error.code, "op.forged_actor");
  assert.match(result.error.message, /signed in/);
});

test("ROLE-2: a trainee's reply is rejected with the reason, and the queue goes on", async () => {
  const tim = await Client.signIn(server, "tim@desk.example");
  const ticket = newId();
  await ann.submit(createTicket(ticket));
  const results = await tim.submit(
    ["ticket.reply", { ticket, entry: newId(), text: "Have you tried paper?", next_state: "pending" }],
    ["ticket.note", { ticket, entry: newId(), text: "I would have said: try paper" }]);
  assert.equal(results[0].error.code, "permit.reply");
  assert.match(results[0].error.message, /may not reply/);
  assert.ok(results[1].seq > 0);
});

test("an unknown operation is rejected by its name, and the queue goes on", async () => {
  const results = await ann.submit(["ticket.explode", {}], createTicket(newId()));
  assert.equal(results[0].error.code, "op.unknown");
  assert.ok(results[1].seq > 0);
});

test("a field that is missing or unknown is named", async () => {
  const [missing, unknown] = await ann.submit(
    ["ticket.take", {}], ["ticket.take", { ticket: newId(), colour: "red" }]);
  assert.deepEqual([missing.error.code, missing.error.field], ["op.missing", "ticket"]);
  assert.deepEqual([unknown.error.code, unknown.error.field], ["op.unknown_field", "colour"]);
});

test("a cursor ahead of the log and another epoch ask for a new bootstrap", async () => {
  assertError(await ann.pull(9_999_999), 409, "sync.cursor_ahead");
  const { epoch } = (await ann.pull(0)).json;
  assert.equal((await ann.pull(0, epoch)).status, 200);
  assertError(await ann.pull(0, "f".repeat(32)), 409, "sync.epoch_changed");
});

test("a cursor that is no number is refused with the field", async () => {
  for (const cursor of ["-1", "x", "1x", "99999999999999999999"]) {
    const answer = await ann.pull(cursor);
    assertError(answer, 400, "http.parameter");
    assert.equal(answer.json.error.field, "cursor");
  }
});

test("SYNC-3: pulling is never stored and is compressed", async () => {
  const answer = await ann.ask("GET", "/api/v1/pull?cursor=0", { headers: { "accept-encoding": "gzip" } });
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.equal(answer.headers.get("content-encoding"), "gzip");
  assert.ok(answer.json.operations.length > 3);
});

test("a push pokes everyone who listens", async () => {
  const stream = await listen(bob);
  await until(() => stream.lines.length > 0);
  const [{ seq }] = await ann.submit(createTicket(newId()));
  await until(() => stream.lines.some((line) => line.head >= seq));
  stream.close();
  await stream.done;
});

test("what a command writes beside the server is poked too", async () => {
  const stream = await listen(bob);
  const before = await until(() => stream.lines[0]?.head);
  addUser(place.data, "Eve", "agent");
  await until(() => stream.lines.some((line) => line.head > before));
  const [{ seq }] = await ann.submit(createTicket(newId()));
  assert.ok(seq > before + 1);
  stream.close();
  await stream.done;
});

test("a long poll answers at once when the client is behind, and waits when it is not", async () => {
  const { head } = (await ask(server, "GET", "/healthz")).json;
  assert.equal((await bob.ask("GET", `/api/v1/events?poll=1&head=${head - 1}`)).json.head, head);
  const waiting = bob.ask("GET", `/api/v1/events?poll=1&head=${head}`);
  const [{ seq }] = await ann.submit(createTicket(newId()));
  assert.equal((await waiting).json.head, seq);
});

test("pushes of many clients at once all get in, once each", async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, () => Client.signIn(server, "ann@desk.example")));
  const requests = clients.map((client) => client.write(createTicket(newId()), createTicket(newId())));
  const answers = await Promise.all(clients.flatMap((client, i) => [client.push(requests[i]), client.push(requests[i])]));
  const seqs = new Set(answers.flatMap((answer) => answer.json.results.map((result) => result.seq)));
  assert.equal(seqs.size, 12);
  assert.ok([...seqs].every((seq) => seq > 0));
});

test("five hundred listeners hear of one push", async () => {
  const streams = await Promise.all(Array.from({ length: 500 }, () => listen(bob)));
  const [{ seq }] = await ann.submit(createTicket(newId()));
  await until(() => streams.every((stream) => stream.lines.some((line) => line.head >= seq)));
  for (const stream of streams) stream.close();
  await Promise.all(streams.map((stream) => stream.done));
});

test("the log stays whole: verify finds nothing", async () => {
  addIntakeToken(place.data, "whole");
  const found = JSON.parse(succeed(["verify", "--data", place.data]));
  assert.deepEqual([found.ok, found.problems], [true, []]);
  assert.equal(found.operations, (await ask(server, "GET", "/healthz")).json.head);
});
