import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppProject, makeApp } from '../utils/app-project.js';
import { obstacles } from './utils/axe.js';
import { type Browser, type Page, startChromium } from './utils/chromium.js';

const ARTEFACTS = path.join(import.meta.dirname, 'artefacts');
const PATIENCE = { timeout: 30_000 };

let browser: Browser;
let app: AppProject;
beforeAll(async () => {
  await mkdir(ARTEFACTS, { recursive: true });
  [browser, app] = await Promise.all([startChromium(), makeApp('ts')]);
});
afterAll(async () => {
  await browser?.close();
  await app?.remove();
});

const failures: string[] = [];

async function open(hash: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${app.state.explorer}${hash}`);
  return page;
}

const shot = (page: Page, name: string) =>
  page.screenshot({ path: path.join(ARTEFACTS, `explorer-${name}.png`) });
const count = (page: Page, selector: string) =>
  page.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);

describe('the explorer of a local network', () => {
  it('is seen soon', async () => {
    const page = await open('');
    await page.waitForSelector('.particles .grid-body [role=row]');
    const ms = await page.evaluate<number>(
      'performance.getEntriesByName("first-contentful-paint")[0].startTime',
    );
    console.log(`first view after ${ms.toFixed(0)} ms`);
    await page.close();
  });

  it('shows all peers, who is connected, and what they have', async () => {
    const page = await open('#/network');
    await expect.poll(() => count(page, '.node-well, .node-ill'), PATIENCE).toBe(3);
    // The first is who the others begin with; whether those two meet as well is theirs.
    await expect.poll(() => count(page, '.edge-connection'), PATIENCE).toBeGreaterThanOrEqual(2);
    expect(await count(page, '.cards article')).toBe(3);
    await expect.poll(() => page.textContent('.list'), PATIENCE).toContain('greeter');
    await page.fill('.tab-panel input[type=search]', 'greeter');
    await page.click('.list .grid-body [role=row]:first-child');
    await expect
      .poll(() => page.textContent('.tab-panel .details'), PATIENCE)
      .toContain('function_signatures');
    await page.waitForSelector('.chart canvas');
    await shot(page, 'network');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await obstacles(page), colorScheme).toEqual([]);
    }
    await page.close();
  });

  it.each([
    'spells',
    'workers',
    'deployments',
    'modules',
    'blueprints',
    'aliases',
    'connections',
    'kademlia',
  ])('lists %s of all peers', async (list) => {
    const page = await open(`#/network?list=${list}`);
    for (const { name } of app.state.peers)
      await expect.poll(() => page.textContent('.list .grid-body'), PATIENCE).toContain(name);
    await page.click('.list .grid-body [role=row]:first-child');
    await page.waitForSelector('.tab-panel .details dt');
    await page.close();
  });

  it('says who holds what', async () => {
    const page = await open('#/network?list=ledger');
    await page.waitForSelector('.tab-panel .values th');
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });

  it('calls a function of a service and shows what the call did', async () => {
    const page = await open('#/call');
    await page.waitForSelector('.call-form input[name=name]');
    await page.fill('.call-form input[name=name]', 'Ada');
    expect(await obstacles(page)).toEqual([]);
    await page.click('button[type=submit]');
    await expect.poll(() => page.textContent('.answer').catch(() => ''), PATIENCE).toContain('Hi, Ada');
    await shot(page, 'call');
    await page.click('.answer a');
    await page.waitForSelector('.lanes .mark');
    expect(await page.textContent('.ending')).toContain('Went back to its author');
    expect(await page.textContent('.events')).toContain('greeting("Ada")');
    await page.close();
  });

  it('replays a particle of it', async () => {
    const page = await open('');
    await page.waitForSelector('.particles .c-id a');
    await page.click('.particles .c-id a');
    await page.waitForSelector('.lanes .mark');
    await page.click('[role=tab]:nth-child(2)');
    await page.click('.gate .primary');
    await page.waitForSelector('.air .air-current, .air .air-done');
    expect(await page.textContent('.step-bar')).not.toContain('not equal');
    await page.close();
  });

  it('is served by each peer for itself too, without calls', async () => {
    const [peer] = app.state.peers;
    const page = await browser.newPage();
    await page.goto(`${peer!.http}/#/network?list=modules`);
    await expect.poll(() => count(page, '.node-well, .node-ill'), PATIENCE).toBe(1);
    expect(await page.textContent('.cards')).toContain(peer!.peerId);
    await expect.poll(() => page.textContent('.list .grid-body'), PATIENCE).toContain('this peer');
    await page.goto(`${peer!.http}/#/call`);
    await expect
      .poll(() => page.textContent('main'), PATIENCE)
      .toContain('Calls are made on local networks only');
    await page.close();
  });

  it('is usable on a telephone', async () => {
    const page = await open('#/network');
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => count(page, '.node-well, .node-ill'), PATIENCE).toBe(3);
    expect(await page.evaluate<number>('document.querySelector("main").scrollWidth')).toBeLessThanOrEqual(
      360,
    );
    expect(await obstacles(page)).toEqual([]);
    await shot(page, 'network-narrow');
    await page.close();
  });

  it('goes wrong nowhere', () => expect(failures).toEqual([]));
});
