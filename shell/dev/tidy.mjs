// clang-tidy over our own sources, remembering what was clean: a file runs again only when it, a
// header of ours that it includes, the options or the toolchain changed. Run by ./dev lint after
// configuring build/native.
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import { join, relative } from "node:path";

const root = process.cwd();
const build = "build/native";
const cache = join(homedir(), ".cache", "tidy");
const ours = /^(core|ui|shell)\//;

const hash = (text) => createHash("sha256").update(text).digest("hex");

// The text of a file and of all headers of ours that it reaches, each once.
function reach(path, seen = new Set()) {
  if (seen.has(path) || !existsSync(path)) return "";
  seen.add(path);
  const text = readFileSync(path, "utf8");
  const includes = [...text.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)];
  return `${path}\n${text}\n${includes.map((match) => reach(match[1], seen)).join("")}`;
}

function tidy(file) {
  return new Promise((resolve) => {
    const args = ["-p", build, "--quiet", "--extra-arg=-Wno-unknown-warning-option", file];
    execFile("clang-tidy", args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ clean: !error, output: error ? stdout + stderr : "" });
    });
  });
}

mkdirSync(cache, { recursive: true });
const options = readFileSync(".clang-tidy", "utf8");
const version = "/etc/debian_version";
const toolchain = existsSync(version) ? readFileSync(version, "utf8") : "";
const queue = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"))
  .map(({ file, command }) => [relative(root, file), command.replaceAll(root, "")])
  .filter(([file]) => ours.test(file))
  .map(([file, command]) => {
    return { file, key: hash([toolchain, options, command, reach(file)].join("\0")) };
  });

const waiting = queue.filter(({ key }) => !existsSync(join(cache, key)));
console.error(`${queue.length} files, ${waiting.length} to look at`);

let failed = 0;
let done = 0;
async function worker() {
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    const { clean, output } = await tidy(job.file);
    console.error(`[${++done}] ${job.file}`);
    if (clean) {
      writeFileSync(join(cache, job.key), "");
    } else {
      failed++;
      console.log(output);
    }
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, worker));
if (failed) console.log(`clang-tidy: ${failed} files with findings`);
process.exit(failed ? 1 : 0);
