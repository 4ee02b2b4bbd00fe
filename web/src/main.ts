// The page: starts the worker, feeds it what happens, and does for it what only a document can.
import { missingCapability } from './capabilities';
import { copyText } from './clipboard';
import { routeEvent, showRoute, watchHistory } from './history';
import { watchInput } from './input';
import {
  kTabsChannel,
  type BootTimes,
  type Stats,
  type TabMessage,
  type ToPage,
} from './messages';
import { watchMirror } from './mirror/field_events';
import { Mirror } from './mirror/mirror';
import { hidePage, showCannotRun, showCrash, showNotice, showTakenAway } from './plain_page';
import { lastAccount, rescued, saveAccount, saveRescued, saveSetting, settings } from './settings';
import { onlineEvent, sizeEvent, systemEvent, visibilityEvent, watchSize, watchSystem } from './system';
import { loadNewVersion, watchUpdates } from './updates';
import { words } from './words';
import { WorkerLink } from './worker_link';

type PageStats = Stats & { boot: BootTimes; log: string };

/** For tests and benchmarks; not for the workspace itself. */
interface FirsthandWindow {
  stats(): Promise<PageStats>;
  loseContext(): void;
}
declare global {
  interface Window {
    firsthand?: FirsthandWindow;
  }
}

const kStatsTimeoutMs = 5_000;

class Page {
  private readonly root = document.getElementById('mirror')!;
  private readonly mirror = new Mirror(this.root);
  private readonly link = new WorkerLink((message) => this.serve(message));
  private readonly statsWaiting = new Map<number, (stats: Stats) => void>();
  private lastRequest = 0;
  private bootTimes: BootTimes = {};
  private log = '';

  start(): void {
    this.startWorker();
    const send = this.link.send;
    watchMirror(this.root, this.mirror, send);
    watchInput(this.root, this.mirror, send);
    watchSystem(send);
    watchSize(this.canvas(), send);
    watchHistory(send);
    this.watchLife();
    this.watchTabs();
    void watchUpdates(() => send({ type: 'update_ready' }));
    window.firsthand = {
      stats: () => this.stats(),
      loseContext: () => send({ type: 'lose_context' }),
    };
  }

  private canvas(): HTMLCanvasElement {
    return document.getElementById('canvas') as HTMLCanvasElement;
  }

  private startWorker(): void {
    const account = lastAccount();
    this.mirror.clear();
    this.link.start(this.canvas(), {
      settings: settings(),
      account,
      rescued: account ? rescued(account.folder) : [],
      online: navigator.onLine,
      events: [systemEvent(), sizeEvent(), visibilityEvent(), onlineEvent(), routeEvent()],
    });
  }

  private restart(): void {
    hidePage();
    // A canvas gives itself away once, so the new worker gets a new one.
    const old = this.canvas();
    const fresh = document.createElement('canvas');
    fresh.id = 'canvas';
    fresh.setAttribute('aria-hidden', 'true');
    old.replaceWith(fresh);
    this.startWorker();
    watchSize(fresh, this.link.send);
  }

  private serve(message: ToPage): void {
    switch (message.do) {
      case 'mirror':
        return this.mirror.receive(message.diff);
      case 'focus':
        return this.mirror.focus(message.id);
      case 'field':
        return this.mirror.setField(message.id, message.value);
      case 'cursor':
        this.root.style.cursor = message.cursor;
        return;
      case 'title':
        document.title = message.title;
        return;
      case 'route':
        return showRoute(message.route, message.replace);
      case 'announce':
        return announce(message.text, message.assertive);
      case 'page':
        return showPageState(message.language, message.dark);
      case 'copy':
        return void copyText(message.text);
      case 'save':
        return saveSetting(message.key, message.value);
      case 'signed_in':
        saveAccount(message.account);
        return void navigator.storage?.persist?.();
      case 'signed_out':
        return saveAccount(null);
      case 'rescue':
        return saveRescued(message.folder, message.operations);
      case 'rescued':
        return saveRescued(message.folder, null);
      case 'store_recovered':
        return showNotice(words().recovered);
      case 'store_damaged':
        return showNotice(words().damaged);
      case 'canvas_scrambled':
        return showNotice(words().scrambled);
      case 'store_open':
        return;
      case 'reload':
        return loadNewVersion();
      case 'no_webgl':
        return showCannotRun(words().noWebgl);
      case 'crash':
        this.link.end();
        return showCrash(message.report, () => this.restart());
      case 'boot_times':
        this.bootTimes = message.times;
        if (message.times.first_frame) {
          document.getElementById('skeleton')?.classList.add('done');
        }
        return;
      case 'log':
        this.log = message.log;
        return;
      case 'stats':
        this.statsWaiting.get(message.request)?.(message.stats);
        this.statsWaiting.delete(message.request);
        return;
    }
  }

  private stats(): Promise<PageStats> {
    const request = ++this.lastRequest;
    return new Promise((resolve, reject) => {
      this.statsWaiting.set(request, (stats) => resolve({ ...stats, boot: this.bootTimes, log: this.log }));
      setTimeout(() => reject(new Error('The worker does not answer')), kStatsTimeoutMs);
      this.link.send({ type: 'stats', request });
    });
  }

  /** Pages go and come back (back/forward cache); the store must not stay locked meanwhile. */
  private watchLife(): void {
    window.addEventListener('beforeunload', () => this.link.send({ type: 'leave' }));
    window.addEventListener('pagehide', () => this.link.end());
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload();
    });
  }

  /** A worker that hangs cannot give the store away; its page ends it when another tab insists. */
  private watchTabs(): void {
    const tabs = new BroadcastChannel(kTabsChannel);
    tabs.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
      if (data.ask !== 'force' || data.folder !== lastAccount()?.folder) return;
      if (!this.link.isRunning || data.from === this.link.tabId) return;
      this.link.end();
      showTakenAway(() => this.restart());
    });
  }
}

function announce(text: string, assertive: boolean): void {
  const region = document.getElementById(assertive ? 'assertive' : 'polite')!;
  // The same words again are only said when the region was empty between.
  region.textContent = '';
  setTimeout(() => (region.textContent = text), 50);
}

function showPageState(language: string, dark: boolean): void {
  document.documentElement.lang = language;
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--back').trim();
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.setAttribute('content', colour);
  }
}

const missing = missingCapability();
if (missing) showCannotRun(missing);
else new Page().start();
