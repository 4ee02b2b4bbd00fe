// Goal: hand-made requests of a trainee, of somebody switched off and of a stranger get nothing through, whatever the operation (ROLE-2, TRN-1a).
// Method: the names of all operations are read from the core's own table, so that a new one cannot be forgotten; each is pushed for real.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { addUser, ask, Client, makeFolder, newId, startServer, succeed } from "./support.mjs";

const ops = new URL("../../core/ops/", import.meta.url);
const names = readdirSync(ops).filter((file) => /^fields.*\.h$/.test(file))
  .flatMap((file) => [...readFileSync(new URL(file, ops), "utf8").matchAll(/kName = "([a-z_.]+)"/g)].map(([, name]) => name));

let place, server, ann, tim, lea, ticket, other, note, customer, contact, view, time;

before(async () => {
  place = makeFolder();
  addUser(place.data, "Ann", "agent");
  addUser(place.data, "Tim", "trainee");
  addUser(place.data, "Lea", "lead");
  server = await startServer(place);
  [ann, tim, lea] = await Promise.all(["ann", "tim", "lea"].map((name) => Client.signIn(server, `${name}@desk.example`)));
  [ticket, other, note, customer, contact, view, time] = Array.from({ length: 7 }, newId);
  const results = await lea.submit(
    ["organisation.create", { id: customer, name: "Acme" }],
    ["contact.create", { id: contact, organisation: customer, name: "Mei" }],
    ["ticket.create", { id: ticket, entry: newId(), channel: "phone", subject: "One", text: "It hums", organisation: customer, requester: contact }],
    ["ticket.create", { id: other, entry: newId(), channel: "phone", subject: "Two", text: "Still" }],
    ["ticket.note", { ticket, entry: note, text: "Lea's note" }],
    ["ticket.log_time", { ticket, entry: time, minutes: 5 }],
    ["view.save", { id: view, name: "Shared", shared: true }]);
  for (const result of results) assert.ok(result.seq, JSON.stringify(result));
});
after(async () => {
  await server.stop();
  place.remove();
});

/** One body for each operation, aimed at what a trainee must not change. */
const bodies = () => ({
  "person.create": { id: newId(), name: "Eve", email: `${newId()}@desk.example`, role: "admin" },
  "person.update": { id: tim.person.id, role: "admin" },
  "organisation.create": { id: newId(), name: "Fake" },
  "organisation.update": { id: customer, name: "Mine" },
  "organisation.begin_hand_over": { id: customer, stage: "churned" },
  "organisation.tick_hand_over": { id: customer, step: "reason_known" },
  "organisation.finish_hand_over": { id: customer, reason: "x" },
  "organisation.cancel_hand_over": { id: customer },
  "contact.create": { id: newId(), name: "Eve" },
  "contact.update": { id: contact, name: "Eve" },
  "ticket.create": { id: newId(), entry: newId(), channel: "phone", subject: "Fake", text: "x" },
  "ticket.take": { ticket },
  "ticket.reply": { ticket, entry: newId(), text: "Straight to the customer", anyway: true },
  "ticket.classify": { ticket, impact: "high" },
  "ticket.override_priority": { ticket, priority: "p1", reason: "x" },
  "ticket.set_state": { ticket, state: "solved" },
  "ticket.tag": { ticket, add: ["x"] },
  "ticket.rename": { ticket, subject: "x" },
  "ticket.move_owner": { ticket, owner: tim.person.id, reason: "x" },
  "ticket.customer_message": { ticket, entry: newId(), text: "In the customer's name" },
  "ticket.merge": { ticket, into: other },
  "ticket.unmerge": { ticket, from: other },
  "ticket.split": { ticket, entry: note, new_ticket: newId(), new_entry: newId(), subject: "x" },
  "ticket.link": { ticket, other },
  "ticket.unlink": { ticket, other },
  "ticket.watch": { ticket, person: ann.person.id },
  "ticket.assign": { ticket, person: ann.person.id },
  "ticket.need_skills": { ticket, add: ["sql"] },
  "ticket.set_customer": { ticket },
  "ticket.revise": { ticket, entry: note, revision: newId(), text: "Tim's words" },
  "ticket.log_time": { ticket, entry: newId(), minutes: 1, revises: time },
  "view.save": { id: view, name: "Mine now" },
  "view.delete": { id: view },
});
// What a trainee does every day, on their own: a note, a flag, a draft that reaches nobody.
const own = () => ({
  "ticket.note": { ticket, entry: newId(), text: "I would say: try paper" },
  "ticket.upset": { ticket, upset: true },
  "draft.save": { ticket, draft: newId(), text: "Dear Mei," },
  "draft.take_over": null,
  "draft.discard": null,
});

test("every operation of the core is tried here", () => {
  assert.ok(names.length >= 38);
  assert.deepEqual([...Object.keys(bodies()), ...Object.keys(own())].sort(), [...new Set(names)].sort());
});

test("ROLE-2, TRN-1a: nothing of what a trainee may not do gets through by hand", async () => {
  const { head } = (await ann.pull(0)).json;
  const tried = Object.entries(bodies());
  const results = await tim.submit(...tried);
  for (const [i, [name]] of tried.entries()) {
    assert.equal(results[i].seq, undefined, `${name} got through`);
    assert.match(results[i].error.code, /^(permit|person|view|hand_over)\./, name);
    assert.ok(results[i].error.message.length > 10, name);
  }
  assert.equal((await ann.pull(0)).json.head, head);
});

test("what a trainee may do alone goes through, and no customer sees it", async () => {
  const draft = newId();
  const results = await tim.submit(
    ["ticket.note", own()["ticket.note"]], ["ticket.upset", own()["ticket.upset"]],
    ["draft.save", { ticket, draft, text: "Dear Mei," }], ["draft.discard", { ticket, draft }],
    ["ticket.reply", { ticket, entry: newId(), text: "From a draft", draft, anyway: true }]);
  assert.deepEqual(results.map(({ seq }) => Boolean(seq)), [true, true, true, true, false]);
});

test("ROLE-2: somebody who was switched off gets nothing through", async () => {
  addUser(place.data, "Olga", "agent");
  const olga = await Client.signIn(server, "olga@desk.example");
  succeed(["user", "disable", "--data", place.data, "--email", "olga@desk.example"]);
  const { head } = (await ann.pull(0)).json;
  for (const [name, body] of Object.entries({ ...bodies(), ...own() })) {
    if (body === null) continue;
    const answer = await olga.push(olga.write([name, body]));
    const refused = answer.status === 401 || answer.status === 403 || answer.json.results?.[0]?.error;
    assert.ok(refused, `${name}: ${answer.text}`);
  }
  assert.equal((await ann.pull(0)).json.head, head);
});

test("ROLE-2: a stranger is not even asked what they want", async () => {
  for (const path of ["/api/v1/push", "/api/v1/pull?cursor=0"]) {
    const post = path.includes("push");
    const answer = await ask(server, post ? "POST" : "GET", path, post ? { body: { operations: [] } } : {});
    assert.equal(answer.status, 401, path);
  }
});
