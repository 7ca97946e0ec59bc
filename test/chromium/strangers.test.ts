import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type LocalState, runLocalNetwork } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type Page, STRANGERS_HOST, startChromium } from './utils/chromium.js';

/** A script of a page that answers what a promise came to: a page's own words for what it may not have are no matter. */
const outcome = (expression: string) =>
  `(async () => { try { return await (${expression}); } catch { return 'refused'; } })()`;
const CALL = '{"peer": "nox-0", "service": "op", "function": "identity", "args": ["hello"]}';

let browser: Browser;
let folder: string;
let state: LocalState;
let stop: () => Promise<void>;
let stranger: Server;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'strangers-'));
  stranger = createServer((_from, to) =>
    to.setHeader('content-type', 'text/html').end('<title>stranger</title>'),
  );
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const init = { fluenceDir: path.join(folder, '.fluence'), peers: 1, freePorts: true };
  const settings = { system_services: { enable: 'none' } };
  [browser, { state, stop }] = await Promise.all([
    startChromium(),
    runLocalNetwork({ ...init, settings }, Date.now()),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await stop?.();
  stranger.close();
  await rm(folder, { recursive: true, force: true });
});

const portOf = (url: string) => new URL(url).port;
const strangersPort = () => (stranger.address() as AddressInfo).port;

async function at(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

/** Particles of the network: each call that was made left one. */
async function particles(): Promise<number> {
  const response = await fetch(new URL('/api/particles?limit=1000', state.peers[0]!.http));
  return ((await response.json()) as unknown[]).length;
}

describe('the explorer of a network', () => {
  it('shows its own page what it asks for, and makes its calls', async () => {
    const page = await at(state.explorer!);
    const status = await page.evaluate(`fetch('api/network').then(({ status }) => status)`);
    const init = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '${CALL}' }`;
    const answer = await page.evaluate<{ result: unknown }>(
      `fetch('api/call', ${init}).then((r) => r.json())`,
    );
    expect([status, answer.result]).toEqual([200, 'hello']);
    await page.close();
  });
});

describe('the page of a peer', () => {
  it('shows that peer, without a network and without calls', async () => {
    const page = await at(`${state.peers[0]!.http}/#/network`);
    await expect.poll(() => page.textContent('main')).toContain(state.peers[0]!.peerId);
    expect(await page.textContent('nav')).toContain('Particles');
    await page.close();
  });
});

describe('a page of a stranger', () => {
  it.each(['127.0.0.1', 'localhost', STRANGERS_HOST])(
    'at %s reads nothing of it and does nothing',
    async (host) => {
      const before = await particles();
      const page = await at(`http://${host}:${strangersPort()}/`);
      const [own, peer] = [state.explorer!.slice(0, -1), state.peers[0]!.http];
      for (const url of [
        `${own}/api/network`,
        `${own}/peers/nox-0/api/peer`,
        `${peer}/api/peer`,
        `${peer}/config`,
      ]) {
        expect(await page.evaluate(outcome(`fetch('${url}').then((r) => r.text())`))).toBe('refused');
        const opaque = await page.evaluate(
          outcome(`fetch('${url}', { mode: 'no-cors' }).then((r) => r.text())`),
        );
        expect(['', 'refused']).toContain(opaque);
      }
      for (const type of ['application/json', 'text/plain'])
        for (const mode of ['cors', 'no-cors']) {
          const init = `{ method: 'POST', mode: '${mode}', headers: { 'content-type': '${type}' }, body: '${CALL}' }`;
          const sent = await page.evaluate(
            outcome(`fetch('${own}/api/call', ${init}).then((r) => r.text())`),
          );
          expect(['', 'refused']).toContain(sent);
        }
      const heard = (url: string) =>
        page.evaluate(`new Promise((resolve) => {
        const source = new EventSource('${url}');
        source.onmessage = source.onopen = () => resolve('told');
        source.onerror = () => resolve('refused');
      })`);
      expect(await heard(`${own}/peers/nox-0/api/trace`)).toBe('refused');
      expect(await heard(`${peer}/api/trace`)).toBe('refused');
      const loaded = (tag: string, url: string) =>
        page.evaluate(`new Promise((resolve) => {
        const element = document.createElement('${tag}');
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        element.src = '${url}';
        document.documentElement.append(element);
      })`);
      expect(await loaded('script', `${own}/api/network`)).toBe('refused');
      expect(await loaded('script', `${peer}/api/peer`)).toBe('refused');
      expect(await particles()).toBe(before);
      await page.close();
    },
  );

  it('cannot show it in a frame, where a button of it could be pressed', async () => {
    const page = await at(`http://127.0.0.1:${strangersPort()}/`);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.evaluate(`document.documentElement.append(
      Object.assign(document.createElement('iframe'), { src: '${state.explorer}' }))`);
    await expect.poll(() => said.join('\n')).toContain('frame-ancestors');
    await page.close();
  });

  it('that has its own name point here meets closed doors', async () => {
    const before = await particles();
    const init = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '${CALL}' }`;
    const page = await at(`http://${STRANGERS_HOST}:${portOf(state.explorer!)}/`);
    const statusOf = (expression: string) => page.evaluate(`${expression}.then(({ status }) => status)`);
    expect(await page.textContent('body')).toContain('Ask for http://127.0.0.1');
    expect(await statusOf(`fetch('/api/network')`)).toBe(403);
    expect(await statusOf(`fetch('/peers/nox-0/api/peer')`)).toBe(403);
    expect(await statusOf(`fetch('/api/call', ${init})`)).toBe(403);
    await page.goto(`http://${STRANGERS_HOST}:${portOf(state.peers[0]!.http)}/`);
    for (const where of ['/', '/api/peer', '/config', '/metrics'])
      expect(await statusOf(`fetch('${where}')`)).toBe(421);
    const advance = init.replace(CALL, '{"seconds": 60}');
    expect(await statusOf(`fetch('/api/clock/advance', ${advance})`)).toBe(421);
    expect(await particles()).toBe(before);
    await page.close();
  });
});
