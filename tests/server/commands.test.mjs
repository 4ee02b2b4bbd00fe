// Goal: the commands say what is wrong, with exit code 2 for wrong use and 1 for failure.
// Method: the real program with wrong and right arguments.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { command, makeFolder, succeed } from "./support.mjs";

let place;
before(() => (place = makeFolder()));
after(() => place.remove());

const fails = (args, code, words) => {
  const result = command(args);
  assert.equal(result.code, code, `${args.join(" ")}: ${result.stderr}`);
  assert.match(result.stderr, words);
  assert.equal(result.stdout, "");
};

test("help names every command, and each has its own", () => {
  const help = succeed(["help"]);
  for (const name of ["serve", "user", "intake-token", "verify"]) {
    assert.match(help, new RegExp(`^  ${name} `, "m"));
    assert.match(succeed(["help", name]), new RegExp(`firsthand ${name}`));
    assert.match(succeed([name, "--help"]), new RegExp(`firsthand ${name}`));
  }
  assert.match(succeed(["version"]), /^firsthand \d+\.\d+/);
});

test("wrong use names what was wrong", () => {
  fails(["frobnicate"], 2, /frobnicate/);
  fails(["serve"], 2, /--data/);
  fails(["serve", "--data", place.data, "--colour", "red"], 2, /--colour/);
  fails(["serve", "--data", place.data, "--listen", "here"], 2, /--listen/);
  fails(["serve", "--data", place.data, "--listen", "127.0.0.1:99999"], 2, /--listen/);
  fails(["serve", "--data", place.data, "--origin", "desk.example"], 2, /--origin/);
  fails(["serve", "--data", place.data, "--max-pages", "many"], 2, /--max-pages/);
  fails(["serve", "--data"], 2, /--data needs a value/);
  fails(["user"], 2, /add, list, password/);
  fails(["user", "promote"], 2, /promote/);
  fails(["user", "add", "--data", place.data, "--name", "A", "--email", "a@b.c", "--role", "king"], 2, /king/);
  fails(["user", "add", "--data", place.data, "--name", "A", "--email", "a@b.c", "--role", "system"], 2, /people/);
});

test("what cannot be done is said with its reason", () => {
  fails(["user", "list", "--data", `${place.folder}/nowhere`], 1, /no workspace/);
  fails(["verify", "--data", `${place.folder}/nowhere`], 1, /no workspace/);
  fails(["user", "add", "--data", place.data, "--name", "A", "--email", "no address", "--role", "agent"], 1, /\(op\.invalid\)/);
  fails(["serve", "--data", place.data, "--site", `${place.folder}/nowhere`], 1, /index.html/);
  fails(["serve", "--data", place.data, "--listen", "192.0.2.1:80"], 1, /192.0.2.1/);
});

test("an account is made with a password that is printed once", () => {
  const args = ["user", "add", "--data", place.data, "--name", "Ann", "--email", "Ann@Desk.example", "--role", "lead",
    "--tier", "t2", "--language", "zh-Hans", "--time-zone", "Asia/Shanghai"];
  const made = JSON.parse(succeed(args));
  assert.match(made.password, /^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
  const [listed] = succeed(["user", "list", "--data", place.data]).split("\n").map((line) => JSON.parse(line));
  const { password, ...rest } = made;
  assert.deepEqual(listed, { ...rest, can_sign_in: true });
  assert.deepEqual([listed.email, listed.support_tier, listed.language, listed.time_zone, listed.active],
    ["ann@desk.example", "t2", "zh-Hans", "Asia/Shanghai", true]);
  fails(args, 1, /already/);
});

test("an intake token is shown once; the list knows only its name", () => {
  const token = succeed(["intake-token", "add", "--data", place.data, "--name", "web form"]);
  assert.match(token, /^fhi_[\w-]{43}$/);
  const list = succeed(["intake-token", "list", "--data", place.data]);
  assert.equal(JSON.parse(list).name, "web form");
  assert.ok(!list.includes(token));
  fails(["intake-token", "revoke", "--data", place.data, "--name", "other"], 1, /other/);
});

test("verify says what it checked", () => {
  const found = JSON.parse(succeed(["verify", "--data", place.data]));
  assert.deepEqual([found.ok, found.operations, found.problems], [true, 1, []]);
});
