// Goal: only who knows a password gets in, sessions end when they should, and guessing is slow.
// Method: the real server and real requests; accounts are made by the command line.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, ask, assertError, Client, command, cookiesOf, makeFolder, password, startServer, succeed } from "./support.mjs";

let place, server, ann;
const signIn = (email, word = password, more = {}) =>
  ask(server, "POST", "/api/v1/sign-in", { body: { email, password: word, ...more } });

before(async () => {
  place = makeFolder();
  ann = addUser(place.data, "Ann", "agent");
  addUser(place.data, "Bob", "agent");
  server = await startServer(place);
});
after(async () => {
  await server.stop();
  place.remove();
});

test("the right password gives cookies that scripts and other sites cannot use", async () => {
  const answer = await signIn("ANN@desk.example ");
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.person.id, ann.id);
  assert.deepEqual([answer.json.person.name, answer.json.person.role], ["Ann", "agent"]);
  assert.match(answer.json.workspace.id, /^[0-9a-f]{32}$/);
  const cookies = answer.headers.getSetCookie();
  assert.equal(cookies.length, 2);
  for (const cookie of cookies) assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  assert.equal(answer.json.access_token, undefined, "tokens are not for scripts");
  const session = await ask(server, "GET", "/api/v1/session", { cookies: cookiesOf(answer) });
  assert.equal(session.json.person.email, "ann@desk.example");
  assert.equal(answer.headers.get("cache-control"), "no-store");
});

test("a wrong password and an unknown e-mail address are told apart by nobody", async () => {
  const wrong = await signIn("bob@desk.example", "not-the-password");
  const unknown = await signIn("nobody@desk.example", "not-the-password");
  assertError(wrong, 401, "auth.wrong");
  assert.equal(unknown.text, wrong.text);
  assert.deepEqual(wrong.headers.getSetCookie(), []);
});

test("a missing field is named", async () => {
  const answer = await ask(server, "POST", "/api/v1/sign-in", { body: { email: "ann@desk.example" } });
  assertError(answer, 400, "auth.missing");
  assert.equal(answer.json.error.field, "password");
});

test("a bearer gets its tokens in the answer when it asks for them", async () => {
  const { json, headers } = await signIn("ann@desk.example", password, { bearer: true });
  assert.deepEqual(headers.getSetCookie(), []);
  const authorization = `Bearer ${json.access_token}`;
  assert.equal((await ask(server, "GET", "/api/v1/session", { headers: { authorization } })).status, 200);
  const renewed = await ask(server, "POST", "/api/v1/refresh", { body: { refresh_token: json.refresh_token } });
  assert.notEqual(renewed.json.access_token, json.access_token);
  assertError(await ask(server, "GET", "/api/v1/session", { headers: { authorization } }), 401, "auth.required");
});

test("nobody is signed in without a token, and an unknown token is nobody", async () => {
  assertError(await ask(server, "GET", "/api/v1/session"), 401, "auth.required");
  assertError(await ask(server, "GET", "/api/v1/pull?cursor=0"), 401, "auth.required");
  assertError(await ask(server, "GET", "/api/v1/events", { headers: { authorization: "Bearer x" } }), 401, "auth.required");
});

test("without its access token a session says that it can be refreshed", async () => {
  const { fh_refresh } = cookiesOf(await signIn("ann@desk.example"));
  assertError(await ask(server, "GET", "/api/v1/session", { cookies: { fh_refresh } }), 401, "auth.expired");
});

test("refreshing gives new tokens and ends the old access token", async () => {
  const first = cookiesOf(await signIn("ann@desk.example"));
  const answer = await ask(server, "POST", "/api/v1/refresh", { body: {}, cookies: first });
  assert.equal(answer.status, 200, answer.text);
  const second = cookiesOf(answer);
  assert.notEqual(second.fh_access, first.fh_access);
  assert.notEqual(second.fh_refresh, first.fh_refresh);
  assert.equal((await ask(server, "GET", "/api/v1/session", { cookies: second })).status, 200);
  assert.equal((await ask(server, "GET", "/api/v1/session", { cookies: first })).status, 401);
});

test("a refresh token that comes back ends the whole session", async () => {
  const first = cookiesOf(await signIn("ann@desk.example"));
  const second = cookiesOf(await ask(server, "POST", "/api/v1/refresh", { body: {}, cookies: first }));
  assertError(await ask(server, "POST", "/api/v1/refresh", { body: {}, cookies: first }), 401, "auth.reused");
  assertError(await ask(server, "POST", "/api/v1/refresh", { body: {}, cookies: second }), 401, "auth.required");
  assert.equal((await ask(server, "GET", "/api/v1/session", { cookies: second })).status, 401);
});

test("signing out ends the session and clears the cookies", async () => {
  const client = await Client.signIn(server, "ann@desk.example");
  const answer = await client.ask("POST", "/api/v1/sign-out", { body: {} });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(cookiesOf(answer), { fh_access: "", fh_refresh: "" });
  assert.equal((await client.ask("GET", "/api/v1/session")).status, 401);
  assertError(await client.ask("POST", "/api/v1/refresh", { body: {} }), 401, "auth.required");
});

test("an account that is switched off beside the running server is out at once", async () => {
  addUser(place.data, "Cid", "agent");
  const cid = await Client.signIn(server, "cid@desk.example");
  succeed(["user", "disable", "--data", place.data, "--email", "cid@desk.example"]);
  assert.equal((await cid.ask("GET", "/api/v1/session")).status, 401);
  assertError(await signIn("cid@desk.example"), 403, "auth.disabled");
  assertError(await signIn("cid@desk.example", "not-the-password"), 401, "auth.wrong");
  succeed(["user", "enable", "--data", place.data, "--email", "cid@desk.example"]);
  assert.equal((await signIn("cid@desk.example")).status, 200);
});

test("a new password ends the sessions of the old one", async () => {
  addUser(place.data, "Dee", "agent");
  const dee = await Client.signIn(server, "dee@desk.example");
  succeed(["user", "password", "--data", place.data, "--email", "dee@desk.example", "--password-stdin"], "another-password\n");
  assert.equal((await dee.ask("GET", "/api/v1/session")).status, 401);
  assertError(await signIn("dee@desk.example"), 401, "auth.wrong");
  assert.equal((await signIn("dee@desk.example", "another-password")).status, 200);
  const short = command(["user", "password", "--data", place.data, "--email", "dee@desk.example", "--password-stdin"], "short\n");
  assert.equal(short.code, 1);
  assert.match(short.stderr, /at least 8 characters/);
});

test("a page of another site cannot sign anybody in or out", async () => {
  const body = { email: "ann@desk.example", password };
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }]) {
    assertError(await ask(server, "POST", "/api/v1/sign-in", { body, headers }), 403, "http.cross_site");
  }
  const same = { origin: server.url, "sec-fetch-site": "same-origin" };
  assert.equal((await ask(server, "POST", "/api/v1/sign-in", { body, headers: same })).status, 200);
});

test("guessing is slowed down, with the time to wait, and only for that e-mail address", async () => {
  let answer;
  for (let i = 0; i < 12; ++i) {
    answer = await signIn("guessed@desk.example", `guess number ${i}`);
    if (answer.status !== 401) break;
  }
  assertError(answer, 429, "auth.too_many");
  assert.ok(Number(answer.headers.get("retry-after")) >= 1);
  assert.equal((await signIn("ann@desk.example")).status, 200);
});

test("the log names no password and no token", async () => {
  const cookies = cookiesOf(await signIn("ann@desk.example"));
  for (const secret of [password, "not-the-password", cookies.fh_access, cookies.fh_refresh]) {
    assert.ok(!server.log.includes(secret));
  }
});
