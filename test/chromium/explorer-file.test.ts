import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { singleFile } from '@noctiluca/explorer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, type Page, startChromium } from './utils/chromium.js';
import { threePeers } from './utils/explorer-peers.js';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([startChromium(), mkdtemp(path.join(os.tmpdir(), 'explorer-'))]);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(singleFile()).href);
  await page.waitForSelector('input[type=file]');
  return page;
}

it('one file opens an exported particle from the disk and replays it, asking nobody', async () => {
  const { particleId, ...file } = await threePeers();
  const exported = path.join(folder, 'particle.json');
  await writeFile(exported, JSON.stringify({ particleId, ...file }));
  const page = await open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setInputFiles('input[type=file]', exported);
  await page.waitForSelector('.lanes .mark');
  expect(await page.textContent('h1')).toBe(`Particle ${particleId}`);
  await page.click('[role=tab]:nth-child(2)');
  await page.click('.gate .primary');
  await page.waitForSelector('.air-failed, .air-done');
  expect(await page.textContent('.step-bar')).toContain('Step 15 of 15');
  expect(asked.filter((url) => !/^(data|blob):/.test(url))).toEqual([]);
  await page.close();
});

it('says why a file cannot be opened', async () => {
  const page = await open();
  for (const [name, content, why] of [
    ['broken.json', '{', 'it is no JSON'],
    ['other.json', '{"format":"something"}', 'its format is not noctiluca-recording'],
  ] as const) {
    const chosen = path.join(folder, name);
    await writeFile(chosen, content);
    await page.setInputFiles('input[type=file]', chosen);
    await expect.poll(() => page.textContent('[role=alert]').catch(() => '')).toContain(why);
  }
  await page.close();
});
