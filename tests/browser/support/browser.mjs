// Starts the two browsers the suite runs in, with the flags that make WebGL2 work without a GPU.
// Firefox runs with a window (its headless mode has no WebGL2 here), so under Xvfb.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

export const kinds = (process.env.FIRSTHAND_BROWSERS ?? "chromium,firefox").split(",");

const executables = {
  chromium: ["/usr/bin/chromium"],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

function executable(kind) {
  const found = executables[kind].find(existsSync);
  if (!found) throw new Error(`${kind} is missing: apt-get install ${kind === "firefox" ? "firefox-esr" : kind}`);
  return found;
}

const chromiumFlags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  // Pages in the background of the test must go on as in front.
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
];

/**
 * A browser with a profile of its own, so that two of them are two computers.
 * @param {"chromium"|"firefox"} kind
 * @param {{width?: number, height?: number, language?: string, dark?: boolean}} [options]
 */
export async function launch(kind, options = {}) {
  const width = options.width ?? 1280;
  const height = options.height ?? 800;
  const language = options.language ?? "en-US";
  const profile = await mkdtemp(join(tmpdir(), `firsthand-${kind}-`));
  const common = {
    executablePath: executable(kind),
    userDataDir: profile,
    defaultViewport: { width, height },
    protocolTimeout: 60_000,
  };
  const browser =
    kind === "firefox"
      ? await puppeteer.launch({
          ...common,
          browser: "firefox",
          headless: false,
          env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: "1", MOZ_WEBRENDER: "0" },
          extraPrefsFirefox: {
            "webgl.force-enabled": true,
            "intl.accept_languages": language,
            "ui.systemUsesDarkTheme": options.dark ? 1 : 0,
            "layout.css.prefers-color-scheme.content-override": options.dark ? 0 : 1,
          },
        })
      : await puppeteer.launch({
          ...common,
          headless: true,
          args: [...chromiumFlags, `--lang=${language}`, `--window-size=${width},${height}`],
        });
  const close = async () => {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close, kind };
}
