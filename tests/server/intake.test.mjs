// Goal: a customer's form opens tickets exactly once, adds messages, and reads back what is public.
// Method: the real intake with tokens made by the command line; an agent answers by pushing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addIntakeToken, addUser, ask, assertError, Client, command, makeFolder, newId, startServer, succeed } from "./support.mjs";

let place, server, ann, token, other;
const request = { requester: { name: "Zoe Hart", email: "Zoe@Customer.example" }, subject: "Printer", text: "It smokes" };

const intake = (body, { by = token, key } = {}) => ask(server, "POST", "/api/v1/intake",
  { body, headers: { authorization: `Bearer ${by}`, ...(key && { "idempotency-key": key }) } });
const read = (id, by = token) => ask(server, "GET", `/api/v1/intake/${id}`, { headers: { authorization: `Bearer ${by}` } });
const say = (id, text, { by = token, key } = {}) => ask(server, "POST", `/api/v1/intake/${id}/messages`,
  { body: { text }, headers: { authorization: `Bearer ${by}`, ...(key && { "idempotency-key": key }) } });
const reply = (ticket, text, next_state = "pending") =>
  ann.submit(["ticket.reply", { ticket, entry: newId(), text, next_state }]);

before(async () => {
  place = makeFolder();
  addUser(place.data, "Ann", "agent");
  addUser(place.data, "Nora", "lead");
  token = addIntakeToken(place.data, "form");
  other = addIntakeToken(place.data, "other form");
  server = await startServer(place);
  ann = await Client.signIn(server, "ann@desk.example");
});
after(async () => {
  await server.stop();
  place.remove();
});

test("the loop: a customer writes, an agent answers, the customer reads it, and no note", async () => {
  const opened = await intake(request);
  assert.equal(opened.status, 201, opened.text);
  const { id, number } = opened.json;
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.ok(number > 1000);
  assert.equal(opened.headers.get("location"), `/api/v1/intake/${id}`);

  await ann.submit(["ticket.take", { ticket: id }], ["ticket.note", { ticket: id, entry: newId(), text: "SECRET thought" }]);
  await reply(id, "Please unplug it. 请拔掉电源。");
  const conversation = await read(id);
  assert.equal(conversation.status, 200);
  const { messages, ...ticket } = conversation.json;
  assert.deepEqual(ticket, { id, number, subject: "Printer", state: "pending" });
  assert.deepEqual(messages.map(({ from, name, text }) => [from, name, text]),
    [["customer", "Zoe Hart", "It smokes"], ["support", "Ann", "Please unplug it. 请拔掉电源。"]]);
  assert.match(messages[0].at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  assert.ok(!conversation.text.includes("SECRET"));
});

test("a person who wrote before stays the same contact", async () => {
  const first = (await intake(request)).json.id;
  const second = (await intake({ ...request, requester: { email: "zoe@customer.example", name: "Somebody else" } })).json.id;
  assert.equal((await read(second)).json.messages[0].name, "Zoe Hart");
  const operations = (await ann.pull(0)).json.operations.filter(({ name }) => name === "contact.create");
  assert.equal(operations.length, 1);
  assert.notEqual(first, second);
});

test("an organisation is matched by external id or name, and an unknown one left out", async () => {
  addUser(place.data, "Lea", "lead");
  const lead = await Client.signIn(server, "lea@desk.example");
  const organisation = newId();
  await lead.submit(["organisation.create", { id: organisation, name: "Nordwind AG", tier: "vip", external_id: "crm-7" }]);
  const opened = async (name, wanted) => {
    const { json } = await intake({ ...request, requester: { name, email: `${name}@n.example`, organisation: wanted } });
    const { operations } = (await ann.pull(0)).json;
    const created = operations.map(({ body }) => JSON.parse(body)).find((body) => body.id === json.id);
    return created.organisation ?? null;
  };
  assert.equal(await opened("one", "crm-7"), organisation);
  assert.equal(await opened("two", "Nordwind AG"), organisation);
  assert.equal(await opened("three", "Unheard of"), null);
});

test("the same key and body is one ticket and the same answer", async () => {
  const first = await intake(request, { key: "order-17" });
  const second = await intake(request, { key: "order-17" });
  const inField = await intake({ ...request, idempotency_key: "order-17" });
  assert.deepEqual([second.status, second.json], [201, first.json]);
  assert.deepEqual(inField.json, first.json);
  const parallel = await Promise.all(Array.from({ length: 5 }, () => intake(request, { key: "order-18" })));
  assert.equal(new Set(parallel.map(({ json }) => json.id)).size, 1);
});

test("the same key with another body is refused; another token's key is another", async () => {
  await intake(request, { key: "order-19" });
  const changed = await intake({ ...request, text: "It burns" }, { key: "order-19" });
  assertError(changed, 409, "intake.key_reused");
  assert.equal(changed.json.error.field, "idempotency_key");
  assert.equal((await intake({ ...request, text: "It burns" }, { key: "order-19", by: other })).status, 201);
});

test("a key whose request was refused can be used again", async () => {
  assertError(await intake({ ...request, language: "not a language!" }, { key: "order-20" }), 400, "op.invalid");
  assert.equal((await intake({ ...request, language: "en" }, { key: "order-20" })).status, 201);
});

test("each field has its limit and its name", async () => {
  const cases = [
    [{ ...request, text: undefined }, "intake.missing", "text"],
    [{ ...request, subject: "  " }, "intake.missing", "subject"],
    [{ ...request, text: "x".repeat(64 * 1024 + 1) }, "intake.too_long", "text"],
    [{ ...request, subject: "x".repeat(1001) }, "intake.too_long", "subject"],
    [{ ...request, requester: { name: "Zoe" } }, "intake.missing", "requester.email"],
    [{ ...request, requester: { email: "no address" } }, "op.invalid", "requester.email"],
    [{ ...request, requester: "Zoe" }, "intake.type", "requester"],
    [{ ...request, text: 7 }, "intake.type", "text"],
    [{ ...request, channel: "pigeon" }, "intake.channel", "channel"],
    [{ ...request, prioritty: "p1" }, "intake.unknown_field", "prioritty"],
    [[], "intake.type", ""],
  ];
  for (const [body, code, field] of cases) {
    const answer = await intake(body);
    assertError(answer, 400, code);
    if (field) assert.equal(answer.json.error.field, field);
  }
  assert.equal((await intake({ ...request, text: "я".repeat(32 * 1024) })).status, 201);
});

test("a valid token is needed, and a revoked one is none", async () => {
  assertError(await ask(server, "POST", "/api/v1/intake", { body: request }), 401, "auth.intake_token");
  assertError(await intake(request, { by: "fhi_wrong" }), 401, "auth.intake_token");
  const shortLived = addIntakeToken(place.data, "short lived");
  assert.equal((await intake(request, { by: shortLived })).status, 201);
  succeed(["intake-token", "revoke", "--data", place.data, "--name", "short lived"]);
  assertError(await intake(request, { by: shortLived }), 401, "auth.intake_token");
});

test("an intake token signs nobody in, and a session opens no intake", async () => {
  const authorization = `Bearer ${token}`;
  assert.equal((await ask(server, "GET", "/api/v1/pull?cursor=0", { headers: { authorization } })).status, 401);
  assert.equal((await ann.ask("POST", "/api/v1/intake", { body: request })).status, 401);
});

test("another token's ticket does not exist", async () => {
  const { id } = (await intake(request)).json;
  assertError(await read(id, other), 404, "intake.not_found");
  assertError(await say(id, "Hello?", { by: other }), 404, "intake.not_found");
  assertError(await read(newId()), 404, "intake.not_found");
  assertError(await read("nonsense"), 404, "intake.not_found");
});

test("TKT-5: a message reopens a pending and a solved ticket", async () => {
  const { id } = (await intake(request)).json;
  for (const state of ["pending", "solved"]) {
    await reply(id, "Done?", state);
    assert.equal((await read(id)).json.state, state);
    const answer = await say(id, "Not yet");
    assert.deepEqual([answer.status, answer.json.id], [201, id]);
    assert.equal((await read(id)).json.state, "open");
  }
});

test("TKT-5: a message to a closed ticket opens a follow-up that the token may read", async () => {
  const { id, number } = (await intake(request)).json;
  await reply(id, "All is well", "solved");
  await ann.submit(["ticket.set_state", { ticket: id, state: "closed" }]);
  const answer = await say(id, "It smokes again", { key: "again" });
  assert.equal(answer.status, 201, answer.text);
  assert.notEqual(answer.json.id, id);
  assert.ok(answer.json.number > number);
  assert.deepEqual((await say(id, "It smokes again", { key: "again" })).json, answer.json);
  const followUp = (await read(answer.json.id)).json;
  assert.equal(followUp.messages.at(-1).text, "It smokes again");
  assert.equal((await read(id)).json.state, "closed");
});

test("a message repeated with its key is said once", async () => {
  const { id } = (await intake(request)).json;
  await say(id, "Me again", { key: "m1" });
  await say(id, "Me again", { key: "m1" });
  assert.equal((await read(id)).json.messages.length, 2);
  assertError(await say(id, "Something else", { key: "m1" }), 409, "intake.key_reused");
});

test("a token may be used so often and no more", async () => {
  const busy = addIntakeToken(place.data, "busy");
  const answers = await Promise.all(Array.from({ length: 80 }, () => intake(request, { by: busy })));
  const refused = answers.filter(({ status }) => status === 429);
  assert.ok(refused.length > 0 && refused.length <= 20, `${refused.length} were refused`);
  assertError(refused[0], 429, "intake.too_many");
  assert.ok(Number(refused[0].headers.get("retry-after")) >= 1);
});

test("two tokens cannot have one name", () => {
  const { code, stderr } = command(["intake-token", "add", "--data", place.data, "--name", "form"]);
  assert.equal(code, 1);
  assert.match(stderr, /already/);
});

test("TKT-5: later mail for a merged ticket goes to its survivor, and its sender reads on", async () => {
  const first = (await intake({ ...request, subject: "Printer hums" })).json.id;
  const second = (await intake({ ...request, subject: "Printer hums again" })).json.id;
  await ann.submit(["ticket.take", { ticket: second }], ["ticket.merge", { ticket: first, into: second }]);
  const said = await say(first, "Any news?");
  assert.equal(said.status, 201, said.text);
  await reply(second, "A new drum comes on Monday");
  const messages = (await read(first)).json.messages.map(({ text }) => text);
  assert.deepEqual(messages, ["It smokes", "Any news?", "A new drum comes on Monday"]);
  assert.equal((await read(second)).json.state, "pending");

  await ann.submit(["ticket.unmerge", { ticket: first, from: second }]);
  assert.deepEqual((await read(first)).json.messages.map(({ text }) => text), ["It smokes"]);
});

test("TKT-5: a colleague's later words on the survivor are not for another person", async () => {
  const first = (await intake({ ...request, requester: { email: "one@customer.example" } })).json.id;
  const second = (await intake({ ...request, requester: { email: "two@customer.example" } })).json.id;
  await ann.submit(["ticket.take", { ticket: second }], ["ticket.merge", { ticket: first, into: second }]);
  await reply(second, "For two only");
  assert.equal((await read(first)).json.messages.length, 1);
});

test("TKT-7: the customer reads what a message says now", async () => {
  const { id } = (await intake(request)).json;
  const lead = await Client.signIn(server, "nora@desk.example");
  const { operations } = (await lead.pull(0)).json;
  const create = operations.map(({ body }) => JSON.parse(body)).find((body) => body.id === id);
  const [result] = await lead.submit(["ticket.revise", { ticket: id, entry: create.entry, revision: newId(), text: "It smokes a little" }]);
  assert.ok(result.seq, JSON.stringify(result));
  assert.equal((await read(id)).json.messages[0].text, "It smokes a little");
});
