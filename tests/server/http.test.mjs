// Goal: whatever comes in over HTTP gets a clear answer in words, and the server stays up.
// Method: malformed, oversized, wrong and half requests; each test ends with a healthy server.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { addUser, ask, assertError, Client, lines, listen, makeFolder, raw, startServer, until } from "./support.mjs";

let place, server, ann;

before(async () => {
  place = makeFolder();
  addUser(place.data, "Ann", "agent");
  server = await startServer(place, ["--origin", "https://desk.example"]);
  ann = await Client.signIn(server, "ann@desk.example");
});
after(async () => {
  await server.stop();
  place.remove();
});
afterEach(async () => {
  const { status, json } = await ask(server, "GET", "/healthz");
  assert.deepEqual([status, json.ok], [200, true]);
});

const push = (body, headers) => ann.ask("POST", "/api/v1/push", { body, headers });

test("malformed JSON says where it stops making sense", async () => {
  for (const body of ["{", "", "{\"replica\":", "nul", "\u0000"]) {
    const answer = await push(body, { "content-type": "application/json" });
    assertError(answer, 400, "json.malformed");
    assert.match(answer.json.error.message, /byte \d+/);
  }
});

test("JSON that is nested without end is refused", async () => {
  assertError(await push("[".repeat(500_000)), 400, "json.too_deep");
});

test("JSON of the wrong shape names the field", async () => {
  const answer = await push({ replica: "short", operations: [] });
  assert.equal(answer.status, 400);
  assert.equal(answer.json.error.field, "replica");
  assert.equal((await push([])).status, 400);
  assert.equal((await push({ replica: "0".repeat(31) + "1", operations: "none" })).json.error.field, "operations");
});

test("CBOR is spoken in both directions", async () => {
  const empty = Uint8Array.from([0xa0]);
  const answer = await push(empty, { "content-type": "application/cbor" });
  assert.equal(answer.status, 400);
  assert.match(answer.json.error.code, /^json\./);
  const page = await ann.ask("GET", "/api/v1/pull?cursor=0", { headers: { accept: "application/cbor" } });
  assert.equal(page.headers.get("content-type"), "application/cbor");
  assert.equal(page.bytes[0] >> 5, 5, "a map");
});

test("CBOR that is malformed, nested without end or not UTF-8 is refused", async () => {
  const cbor = { "content-type": "application/cbor" };
  assertError(await push(Uint8Array.from([0xa1]), cbor), 400, "cbor.malformed");
  assertError(await push(new Uint8Array(500_000).fill(0x81), cbor), 400, "json.too_deep");
  assertError(await push(Uint8Array.from([0xa1, 0x62, 0xff, 0xfe, 0x01]), cbor), 400, "cbor.malformed");
  assertError(await push(Uint8Array.from([0xbf, 0x61, 0x61, 0x7f, 0x61, 0xff, 0xff]), cbor), 400, "cbor.malformed");
});

test("a body over 1 MiB is refused before it is read", async () => {
  assertError(await push("x".repeat(1024 * 1024 + 1)), 413, "http.body_too_large");
  const answer = await raw(server, "POST /api/v1/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n");
  assert.match(answer, /^HTTP\/1.1 413 /);
});

test("a chunked body over the limit is refused while it comes in", async () => {
  const head = "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
  const answer = await raw(server, head + chunk.repeat(4));
  assert.match(answer, /^HTTP\/1.1 413 /);
  assert.match(answer, /http.body_too_large/);
});

test("a body without its length, or of another type, is refused", async () => {
  const answer = await raw(server, "POST /api/v1/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
  assert.match(answer, /^HTTP\/1.1 411 /);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    assertError(await push("{}", { "content-type": type }), 415, "http.content_type");
  }
});

test("what is not HTTP gets a 400 and a closed line", async () => {
  assert.match(await raw(server, "HELLO\r\n\r\n"), /^HTTP\/1.1 400 /);
  assert.match(await raw(server, "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n"), /^HTTP\/1.1 400 /);
  assert.match(await raw(server, "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"), /^HTTP\/1.1 400 /);
  assert.match(await raw(server, `GET / HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(20_000)}\r\n\r\n`), /^HTTP\/1.1 431 /);
});

test("a client that does not finish its head is let go after ten seconds", async () => {
  const begun = Date.now();
  const answer = await raw(server, "GET / HTTP/1.1\r\nHost:", { keepOpen_ms: 20_000 });
  assert.match(answer, /^HTTP\/1.1 408 /);
  assert.ok(Date.now() - begun > 9_000 && Date.now() - begun < 16_000);
});

test("one line carries several requests, also sent at once", async () => {
  const one = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  const answer = await raw(server, one + one + one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  assert.equal(answer.match(/HTTP\/1.1 200 OK/g).length, 3);
});

test("Expect: 100-continue is answered before the body", async () => {
  const answer = await raw(server, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{}");
  assert.match(answer, /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 400 /);
});

test("an unknown address and a wrong method are told so", async () => {
  assertError(await ask(server, "GET", "/api/v1/nothing"), 404, "http.not_found");
  const answer = await ask(server, "DELETE", "/api/v1/push");
  assertError(answer, 405, "http.method");
  assert.equal(answer.headers.get("allow"), "POST");
  assertError(await ask(server, "POST", "/index.html", { body: {} }), 405, "http.method");
  assert.equal((await ask(server, "GET", "/api/v1/intake/a/b/c")).status, 404);
});

test("a page of another site cannot push with our cookies", async () => {
  assertError(await push({}, { origin: "https://evil.example" }), 403, "http.cross_site");
  assertError(await push({}, { "sec-fetch-site": "same-site" }), 403, "http.cross_site");
  const preflight = await ask(server, "OPTIONS", "/api/v1/push", { headers: { origin: "https://evil.example" } });
  assert.equal(preflight.status, 403);
  assert.equal(preflight.headers.get("access-control-allow-origin"), null);
});

test("a listed origin may use the API", async () => {
  const headers = { origin: "https://desk.example", "sec-fetch-site": "cross-site" };
  const preflight = await ask(server, "OPTIONS", "/api/v1/push", { headers });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "https://desk.example");
  assert.match(preflight.headers.get("access-control-allow-headers"), /Authorization/);
  const answer = await ask(server, "GET", "/api/v1/session", { headers });
  assert.equal(answer.status, 401);
  assert.equal(answer.headers.get("access-control-allow-origin"), "https://desk.example");
});

test("SYNC-6: every answer has its security headers", async () => {
  for (const path of ["/", "/assets/app-0a1b2c3d.js", "/healthz", "/nothing", "/api/v1/session"]) {
    const { headers } = await ask(server, "GET", path);
    const policy = headers.get("content-security-policy");
    for (const part of ["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'",
      "img-src 'self' blob: data:", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      assert.ok(policy.includes(part), `${path}: ${part}`);
    }
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
  }
});

test("the site: types, caching, compression, not modified, HEAD", async () => {
  const page = await ask(server, "GET", "/");
  assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(page.headers.get("cache-control"), "no-cache");
  const again = await ask(server, "GET", "/", { headers: { "if-none-match": page.headers.get("etag") } });
  assert.deepEqual([again.status, again.text], [304, ""]);
  const script = await ask(server, "GET", "/assets/app-0a1b2c3d.js", { headers: { "accept-encoding": "gzip" } });
  assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(script.headers.get("content-encoding"), "gzip");
  assert.match(script.text, /^export const text/);
  const head = await ask(server, "HEAD", "/assets/app-0a1b2c3d.js");
  assert.deepEqual([head.status, head.text], [200, ""]);
});

test("no path leads out of the site", async () => {
  for (const path of ["/../data/workspace.db", "/..%2fdata/workspace.db", "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd", "/assets/../../data/workspace.db", "/assets/..\\..\\data", "/.current", "/assets"]) {
    const answer = await raw(server, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1.1 404 /, path);
  }
});

test("SYNC-6: three releases stay served, and a new one is switched to whole", async () => {
  const release = async (number) => {
    rmSync(join(place.site, "assets"), { recursive: true });
    mkdirSync(join(place.site, "assets"));
    writeFileSync(join(place.site, "index.html"), `<!doctype html>release ${number}`);
    writeFileSync(join(place.site, `assets/app-${number}.js`), `"${number}"`);
    const before = lines(server.log).filter((line) => line.event === "site").length;
    server.child.kill("SIGHUP");
    await until(() => lines(server.log).filter((line) => line.event === "site").length > before);
  };
  for (const number of [2, 3, 4]) await release(number);
  assert.equal((await ask(server, "GET", "/")).text, "<!doctype html>release 4");
  for (const number of [2, 3, 4]) assert.equal((await ask(server, "GET", `/assets/app-${number}.js`)).status, 200);
  assert.equal((await ask(server, "GET", "/assets/app-0a1b2c3d.js")).status, 404);
  const kept = readdirSync(join(place.data, "releases"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.equal(kept.length, 3);
});

test("a site that is broken is not switched to", async () => {
  rmSync(join(place.site, "index.html"));
  server.child.kill("SIGHUP");
  await until(() => lines(server.log).some((line) => line.event === "site_failed" && line.code === "site.missing"));
  assert.match((await ask(server, "GET", "/")).text, /release 4/);
  writeFileSync(join(place.site, "index.html"), "<!doctype html>");
});

test("the address of the client is the proxy's word only when it is trusted", async () => {
  const trusting = await startServer(place, ["--trust-proxy"]);
  const attempt = (server_, address, i) => ask(server_, "POST", "/api/v1/sign-in",
    { body: { email: `nobody${i}@desk.example`, password: "wrong-password" }, headers: { "x-forwarded-for": `1.1.1.1, ${address}` } });
  let last;
  for (let i = 0; i < 40; ++i) last = await attempt(trusting, "10.0.0.1", i);
  assert.equal(last.status, 429);
  assert.equal((await attempt(trusting, "10.0.0.2", 99)).status, 401);
  await trusting.stop();
});

test("SIGTERM ends streams and requests in good order", async () => {
  const stream = await listen(ann);
  await until(() => stream.lines.length > 0);
  const slow = ask(server, "POST", "/api/v1/sign-in", { body: { email: "ann@desk.example", password: "some-guess" } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const begun = Date.now();
  const code = await server.stop("SIGTERM");
  await stream.done;
  assert.equal(code, 0);
  assert.ok(Date.now() - begun < 5_000);
  assert.equal(stream.ended, true, "the stream ended as it should");
  assert.equal((await slow).status, 401);
  assert.ok(!readdirSync(place.data).includes("workspace.db-wal"), "the log was put into the file");
  server = await startServer(place);
});
