import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webSocketOf } from '../utils/network.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { bundle } from './utils/bundle.js';
import { type Browser, type Page, PLAIN_HOST, startChromium } from './utils/chromium.js';
import { type FileServer, type Files, serve } from './utils/serve.js';

const FIRST_CALL_MS = 1500;

let browser: Browser;
let peer: RestartablePeer;
let relay: string;
let files: Files;
let server: FileServer;
beforeAll(async () => {
  [browser, peer, files] = await Promise.all([
    startChromium(),
    startPeer(),
    bundle(fileURLToPath(new URL('page/app.ts', import.meta.url))),
  ]);
  relay = webSocketOf(peer);
  server = await serve(files);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await peer?.dispose();
});

async function open(url = server.url): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction('globalThis.app');
  return page;
}

interface FirstCall {
  readonly answer: string;
  readonly connectedMs: number;
  readonly answeredMs: number;
}

const firstCall = (page: Page, runtime = '{}') =>
  page.evaluate<FirstCall>(
    `app.firstCall(${JSON.stringify(relay)}, ${runtime}).then(({ client, ...times }) => (globalThis.client = client, times))`,
  );

describe('a client in Chromium', () => {
  it('has the answer of its first call soon, AquaVM on a worker', async () => {
    const page = await open();
    const { answer, connectedMs, answeredMs } = await firstCall(page);
    console.log(
      `first call: connected after ${connectedMs.toFixed(0)} ms, answered after ${answeredMs.toFixed(0)} ms`,
    );
    expect(answer).toBe('hello from a page');
    expect(answeredMs).toBeLessThan(FIRST_CALL_MS);
    expect(page.workers()).toHaveLength(1);
    await page.evaluate('client.disconnect()');
    await expect.poll(() => page.workers()).toHaveLength(0);
    await page.close();
  });

  it('runs AquaVM on the thread of the page when it is asked to', async () => {
    const page = await open();
    expect(await firstCall(page, '{ avm: "here" }')).toMatchObject({ answer: 'hello from a page' });
    // Chromium tells of a worker's end a little later.
    await expect.poll(() => page.workers().length, { timeout: 5000 }).toBe(0);
    await page.close();
  });

  it('does so too where the page may have no workers and make no code of texts', async () => {
    const strict = await serve(files, {
      'Content-Security-Policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'",
    });
    const page = await open(strict.url);
    expect(await firstCall(page)).toMatchObject({ answer: 'hello from a page' });
    expect(page.workers()).toHaveLength(0);
    await page.close();
    await strict.close();
  });

  it('needs no secure context', async () => {
    const page = await open(server.url.replace('127.0.0.1', PLAIN_HOST));
    expect(await page.evaluate('isSecureContext')).toBe(false);
    expect(await firstCall(page)).toMatchObject({ answer: 'hello from a page' });
    await page.close();
  });

  it('ends a script that takes too long, and answers what waits behind it', async () => {
    const page = await open();
    const ended = await page.evaluate<string[]>(`app.endless(${JSON.stringify(relay)}, 1000)`);
    expect(ended).toEqual([expect.stringMatching(/INTERPRETER: .*longer than 1000 ms/), 'behind it']);
    await page.close();
  });

  it('folds a list for which the stack of a worker is too small', async () => {
    const page = await open();
    expect(await page.evaluate(`app.fold(${JSON.stringify(relay)}, 1200)`)).toBe(1200);
    expect(page.workers()).toHaveLength(0);
    await page.close();
  });

  it('says what is wrong when AquaVM cannot be fetched', async () => {
    const page = await open();
    await expect(firstCall(page, '{ avmUrl: "/nowhere.wasm" }')).rejects.toThrow(
      /AquaVM cannot be loaded from .*nowhere.wasm: the server answers 404/,
    );
    await page.close();
  });

  it('fetches AquaVM once', async () => {
    const page = await open();
    await firstCall(page);
    const fetches = () => server.asked.filter((path) => path.includes('avm.wasm')).length;
    const before = fetches();
    await page.reload();
    await page.waitForFunction('globalThis.app');
    await firstCall(page);
    expect(fetches()).toBe(before);
    await page.close();
  });

  it('makes calls at a rate that is told here', async () => {
    const page = await open();
    for (const runtime of ['{}', '{ avm: "here" }']) {
      for (const inFlight of [1, 8]) {
        const script = `app.many(${JSON.stringify(relay)}, 300, ${inFlight}, ${runtime})`;
        const perSecond = await page.evaluate<number>(script);
        console.log(`${runtime} ${inFlight} in flight: ${perSecond} calls/s`);
        expect(perSecond).toBeGreaterThan(0);
      }
    }
    await page.close();
  });
});
