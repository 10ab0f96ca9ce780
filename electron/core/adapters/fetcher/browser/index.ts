/**
 * Renders a page whose text only its scripts bring. The browser has no network of its own: each request it makes is
 * answered by our fetcher, under the same guard, and only of the page's own site; its own look-ups lead nowhere.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer-core';
import { FetchError, type Fetcher, type FetchRequest, type Rendered, type Renderer } from '../kind.ts';

type RenderLog = (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void;

const launchTimeoutMs = 30_000;
/** A page without requests for this long has said what it has to say. */
const quietMs = 500;
/** Pages that never fall quiet are read as they are then. */
const settleAtMostMs = 12_000;
const idleStopMs = 30_000;
const atOnce = 2;
const maxRequests = 300;
/** What carries no words. */
const unneeded = new Set([
  'image',
  'media',
  'font',
  'texttrack',
  'eventsource',
  'websocket',
  'manifest',
  'ping',
  'prefetch',
  'cspviolationreport',
]);

export type BrowserRenderers = { with(program: string | null): Renderer; close(): Promise<void> };

export const createBrowserRenderer = ({
  fetcher,
  log,
}: {
  fetcher: Fetcher;
  log: RenderLog;
}): BrowserRenderers => {
  let running: { program: string; browser: Browser; folder: string } | null = null;
  let starting: Promise<Browser> | null = null;
  let busy = 0;
  let idleTimer: NodeJS.Timeout | null = null;
  const queue: (() => void)[] = [];

  const stop = async (): Promise<void> => {
    const old = running;
    running = null;
    if (old === null) return;
    old.browser.process()?.kill('SIGKILL');
    await old.browser.close().catch(() => {});
    await rm(old.folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  };

  const start = async (program: string): Promise<Browser> => {
    await stop();
    const folder = await mkdtemp(join(tmpdir(), 'wattos-browser-'));
    const browser = await puppeteer.launch({
      executablePath: program,
      userDataDir: folder,
      headless: true,
      timeout: launchTimeoutMs,
      args: launchArguments(),
    });
    running = { program, browser, folder };
    browser.once('disconnected', () => {
      if (running?.browser !== browser) return;
      running = null;
      void rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
    });
    return browser;
  };

  const browserFor = async (program: string): Promise<Browser> => {
    if (running !== null && running.program === program && running.browser.connected) return running.browser;
    starting ??= start(program).finally(() => {
      starting = null;
    });
    return await starting;
  };

  const enter = async (): Promise<void> => {
    if (idleTimer !== null) clearTimeout(idleTimer);
    while (busy >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    busy += 1;
  };
  const leave = (): void => {
    busy -= 1;
    queue.shift()?.();
    if (busy === 0) {
      idleTimer = setTimeout(() => void stop(), idleStopMs);
      idleTimer.unref();
    }
  };

  const render = async (program: string, request: FetchRequest): Promise<Rendered> => {
    await enter();
    try {
      const browser = await browserFor(program);
      return await within(request.policy.timeoutMs, request.signal, () =>
        renderPage(browser, fetcher, request),
      );
    } catch (error) {
      request.signal.throwIfAborted();
      log('warn', `page not rendered: ${error instanceof Error ? error.message : String(error)}`);
      // A script that never yields holds its whole process.
      if (error instanceof FetchError && error.failure === 'timeout') await stop();
      throw error instanceof FetchError
        ? error
        : new FetchError('unreadable', 'browser failed', { cause: error });
    } finally {
      leave();
    }
  };

  return {
    with: (program) => ({
      render: (request) =>
        program === null
          ? Promise.reject(new FetchError('unreadable', 'no browser'))
          : render(program, request),
      close: stop,
    }),
    close: stop,
  };
};

const launchArguments = (): string[] => [
  // Names lead nowhere: whatever slips past the interception reaches nobody.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-webrtc',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--metrics-recording-only',
  '--mute-audio',
  '--no-first-run',
  '--no-pings',
  // The browser's own sandbox refuses to run as root; nobody but containers does that.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const within = <T>(timeoutMs: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      settle();
    };
    const aborted = (): void => end(() => reject(signal.reason));
    const timer = setTimeout(
      () => end(() => reject(new FetchError('timeout', 'browser took too long'))),
      timeoutMs,
    );
    signal.addEventListener('abort', aborted, { once: true });
    work().then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    );
  });

const renderPage = async (browser: Browser, fetcher: Fetcher, request: FetchRequest): Promise<Rendered> => {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    let receivedBytes = 0;
    let requests = 0;
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
    await page.setUserAgent({ userAgent: request.policy.userAgent });
    await page.setRequestInterception(true);
    page.on('request', (asked) => {
      requests += 1;
      void answer(asked, requests, fetcher, request, (bytes) => {
        receivedBytes += bytes;
      });
    });
    await page.goto(request.url, { waitUntil: 'domcontentloaded', timeout: request.policy.timeoutMs });
    await settled(page, Math.min(settleAtMostMs, request.policy.timeoutMs / 2));
    const html = await page.content();
    return { html, url: page.url(), receivedBytes };
  } finally {
    await context.close().catch(() => {});
  }
};

const settled = (page: Page, atMostMs: number): Promise<void> =>
  page.waitForNetworkIdle({ idleTime: quietMs, timeout: atMostMs }).catch(() => {});

const answer = async (
  asked: HTTPRequest,
  number: number,
  fetcher: Fetcher,
  request: FetchRequest,
  onBytes: (bytes: number) => void,
): Promise<void> => {
  try {
    const url = new URL(asked.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:') return await asked.continue();
    if (number > maxRequests || unneeded.has(asked.resourceType()) || !isSameSite(url, new URL(request.url)))
      return await asked.abort('blockedbyclient');
    // Reading only: a form that submits itself changes something over there.
    if (asked.method() !== 'GET') return await asked.abort('accessdenied');
    const fetched = await fetcher.fetch({
      ...request,
      url: url.href,
      headers: {
        accept: asked.headers().accept ?? '*/*',
        'accept-encoding': 'gzip, deflate, br',
        ...request.headers,
      },
    });
    onBytes(fetched.raw.length);
    await asked.respond({
      status: fetched.status,
      headers: respondHeaders(fetched.headers),
      body: fetched.body,
    });
  } catch {
    await asked.abort('failed').catch(() => {});
  }
};

const respondHeaders = (headers: readonly [string, string][]): Record<string, string> =>
  Object.fromEntries(
    headers
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(
        ([name]) =>
          !['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'set-cookie'].includes(
            name,
          ),
      ),
  );

const isSameSite = (url: URL, page: URL): boolean => {
  const site = page.hostname.replace(/^www\./, '');
  return url.hostname === page.hostname || url.hostname === site || url.hostname.endsWith(`.${site}`);
};
