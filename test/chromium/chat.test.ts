import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRegistryNetwork } from '../e2e/registry/registry-network.js';
import { type Running, repository, startScript } from '../utils/command.js';
import { type TestNetwork, webSocketOf } from '../utils/network.js';
import { type Browser, type Page, startChromium } from './utils/chromium.js';
import { type FileServer, serve } from './utils/serve.js';

const root = path.join(repository, 'examples/chat');
const dist = path.join(root, 'dist');
const PATIENCE_MS = 30_000;

let browser: Browser;
let network: TestNetwork;
let server: FileServer;
let keeper: Running;
let log = '';
beforeAll(async () => {
  [browser, network, server] = await Promise.all([startChromium(), makeRegistryNetwork(3), buildAndServe()]);
  keeper = startScript(path.join(dist, 'keeper/keeper.js'), [relay(0)], root);
  for (const stream of [keeper.child.stdout!, keeper.child.stderr!]) {
    stream.on('data', (chunk) => {
      log += chunk;
    });
  }
});
afterAll(async () => {
  keeper?.child.kill();
  await Promise.all([browser?.close(), server?.close(), keeper?.finished]);
  await network?.stop();
});

const relay = (peer: number) => webSocketOf(network.peers[peer]!);

/** As its `npm run build` and `npm run keeper` do. */
async function buildAndServe(): Promise<FileServer> {
  await rm(dist, { recursive: true, force: true });
  await build({ root, logLevel: 'error' });
  await build({ root, logLevel: 'error', build: { ssr: 'src/keeper.ts', outDir: 'dist/keeper' } });
  const names = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return serve(
    new Map(
      await Promise.all(
        files.map(async (file) => [path.relative(dist, file), await readFile(file)] as const),
      ),
    ),
  );
}

/** What the keeper has printed, once it holds the words. */
async function printed(words: RegExp): Promise<RegExpExecArray> {
  await expect.poll(() => log, { timeout: PATIENCE_MS }).toMatch(words);
  return words.exec(log)!;
}

async function enter(name: string, peer: number, room: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  await page.goto(`${server.url}/?${new URLSearchParams({ relay: relay(peer), room })}`);
  await say(page, name);
  await shows(page, '#state', `in the room as ${name}`);
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
}

async function shows(page: Page, selector: string, text: string): Promise<void> {
  await expect.poll(() => page.textContent(selector), { timeout: PATIENCE_MS }).toContain(text);
}

it('two browsers and a service find each other through the registry and chat', async () => {
  const [, room] = await printed(/room=([^&\s]+)/);
  const [ann, ben] = [await enter('Ann', 1, room!), await enter('Ben', 2, room!)];
  await say(ann, 'hello');
  for (const page of [ann, ben]) await shows(page, '#heard', 'Ann: hello');
  await say(ben, 'who is here?');
  for (const page of [ann, ben]) {
    await shows(page, '#heard', 'Ben: who is here?');
    await shows(page, '#heard', 'keeper: Ann, Ben, keeper');
  }
  await printed(/Ann: hello[\s\S]*Ben: who is here\?/);
});
