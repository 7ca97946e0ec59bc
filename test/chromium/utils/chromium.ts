import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The part of Playwright's API that the tests use; it is not among this repository's packages. */
export interface Page {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  exposeFunction(name: string, answer: (...args: never[]) => unknown): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  press(selector: string, key: string): Promise<void>;
  click(selector: string): Promise<void>;
  setInputFiles(selector: string, file: string): Promise<void>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  emulateMedia(media: { colorScheme: 'light' | 'dark' }): Promise<void>;
  waitForSelector(selector: string): Promise<unknown>;
  waitForEvent(event: 'download'): Promise<{ path(): Promise<string>; suggestedFilename(): string }>;
  textContent(selector: string): Promise<string | null>;
  waitForFunction(script: string, arg?: undefined, options?: { timeout: number }): Promise<unknown>;
  workers(): { url(): string }[];
  on(event: 'console', heard: (message: { text(): string; type(): string }) => void): void;
  on(event: 'pageerror', heard: (error: Error) => void): void;
  on(event: 'request', heard: (request: { url(): string }) => void): void;
  context(): { newCDPSession(page: Page): Promise<DebuggerSession> };
  close(): Promise<void>;
}

/** Of Chromium's own protocol. */
interface DebuggerSession {
  send(method: string): Promise<Readonly<Record<string, number>>>;
  detach(): Promise<void>;
}

export interface Browser {
  version(): string;
  /** A page with storage, cache and cookies of its own. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A host of which Chromium does not know that it is this machine: what it serves by http is no secure context. */
export const PLAIN_HOST = 'plain.test';
/** The name of a stranger's site, which he has point to this machine. */
export const STRANGERS_HOST = 'stranger.example';

/** Bytes of a page's heap, and of what its buffers and memories of wasm hold, after a collection of garbage. */
export async function heldBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize = 0, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + backingStorageSize;
}

/** Starts the Chromium that `npm run test:browser` has installed. */
export async function startChromium(): Promise<Browser> {
  const folder = process.env.NOCTILUCA_CHROMIUM;
  if (folder === undefined) throw new Error('start these tests with: npm run test:browser');
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  const load = (name: string) => import(pathToFileURL(resolve(name)).href);
  const executablePath = await unpack(folder, await load('@sparticuz/chromium'));
  const { default: playwright } = await load('playwright-core');
  return playwright.chromium.launch({
    executablePath,
    // Its own libraries: a machine without those of a desktop has none.
    env: { ...process.env, LD_LIBRARY_PATH: path.join(folder, 'unpacked', 'al2023', 'lib') },
    args: [
      '--no-sandbox',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1, MAP ${STRANGERS_HOST} 127.0.0.1`,
    ],
  });
}

/** The package unpacks into the folder for temporary files, once: that is to be ours. */
async function unpack(folder: string, chromium: ChromiumPackage): Promise<string> {
  const unpacked = path.join(folder, 'unpacked');
  const before = process.env.TMPDIR;
  await mkdir(unpacked, { recursive: true });
  process.env.TMPDIR = unpacked;
  try {
    await chromium.inflate(path.join(folder, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
    return await chromium.default.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

interface ChromiumPackage {
  readonly default: { executablePath(): Promise<string> };
  inflate(archive: string): Promise<string>;
}
