import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webSocketOf } from '../utils/network.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { bundle } from './utils/bundle.js';
import { type Browser, heldBytes, startChromium } from './utils/chromium.js';
import { type FileServer, serve } from './utils/serve.js';

/** The long run: `NOCTILUCA_CALLS=100000 npm run test:browser -- memory`. */
const CALLS = Number(env.NOCTILUCA_CALLS ?? 10_000);
const STRETCHES = 10;
const IN_FLIGHT = 32;
const MIB = 2 ** 20;

let browser: Browser;
let peer: RestartablePeer;
let server: FileServer;
beforeAll(async () => {
  browser = await startChromium();
  peer = await startPeer();
  server = await serve(await bundle(fileURLToPath(new URL('page/app.ts', import.meta.url))));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await peer?.dispose();
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

it('a page holds no more after many calls than after few', { timeout: 7_200_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction('globalThis.app');
  const relay = JSON.stringify(webSocketOf(peer));
  await page.evaluate(
    `app.firstCall(${relay}, { avm: 'here' }).then(({ client }) => { globalThis.client = client; })`,
  );
  const calls = CALLS / STRETCHES;
  const run = (count: number) => page.evaluate(`app.more(client, ${count}, ${IN_FLIGHT})`);
  await run(2000);
  const held: number[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    await run(calls);
    held.push((await heldBytes(page)) / MIB);
    console.log(`${(stretch + 1) * calls} calls: ${held.at(-1)!.toFixed(2)} MiB`);
  }
  const third = Math.floor(STRETCHES / 3);
  expect(mean(held.slice(-third)) - mean(held.slice(0, third))).toBeLessThan(1);
  await page.close();
});
