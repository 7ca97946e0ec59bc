import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOBODY, TTL_MS, tellStories } from '../utils/story.js';
import { obstacles } from './utils/axe.js';
import { type Browser, type Page, startChromium } from './utils/chromium.js';

const ARTEFACTS = path.join(import.meta.dirname, 'artefacts');

let browser: Browser;
let stories: Awaited<ReturnType<typeof tellStories>>;
beforeAll(async () => {
  await mkdir(ARTEFACTS, { recursive: true });
  [browser, stories] = await Promise.all([startChromium(), tellStories()]);
});
afterAll(async () => {
  await browser?.close();
  await stories?.end();
});

it('a page shows each hop, value and mark of a particle, why two of its branches came to nothing, and exports no key', async () => {
  const { stdout, stderr } = await stories.greet('--particle-id');
  const particleId = /Particle id:\s+([\w-]+)/.exec(stdout + stderr)![1]!;
  const page = await browser.newPage();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${stories.explorer}#/particle/${particleId}`);
  const text = (selector: string) => page.textContent(selector);
  await expect.poll(() => text('.reasons'), { timeout: 3 * TTL_MS }).toContain('was cut off');

  expect(await text('.ending')).toMatch(/^Went back to its author from nox-\d after \d+ ms\.$/);
  const reasons = (await text('.reasons'))!;
  for (const peer of ['nox-0', 'nox-1', 'nox-2'])
    expect(reasons).toContain(`${peer}: nowhere.nothing() ✗ "Service with id 'nowhere' not found`);
  expect(reasons).toContain(`not-found, to ${NOBODY}: nobody knows it`);
  expect(reasons).toContain('nox-0: peer.timeout(60000,"too late") ✗ "peer.timeout of 60000 ms was cut off');
  expect(await page.evaluate('document.querySelectorAll(".lane-name").length')).toBe(3);
  for (const tone of ['run', 'call', 'arrival', 'send', 'drop', 'failed-call', 'wait'])
    expect(await page.evaluate(`document.querySelectorAll(".lanes .tone-${tone}").length`), tone).toBe(1);
  const heads = await headsOf(page);
  const greetings = heads.filter((head) =>
    head.startsWith('op.concat_strings("Hello ","you") = "Hello you"'),
  );
  expect(greetings).toHaveLength(3);
  await page.screenshot({ path: path.join(ARTEFACTS, 'explorer-story.png') });
  expect(await obstacles(page)).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.particle-head button')]);
  const exported = await readFile(await download.path(), 'utf8');
  expect(exported).toContain(particleId);
  for (const secret of await stories.secrets()) expect(exported).not.toContain(secret);
  expect(failures).toEqual([]);
});

/** What the details say of each mark, gone through by keys from the first on. */
async function headsOf(page: Page): Promise<string[]> {
  const heads: string[] = [];
  for (let key = 'Home'; ; key = 'ArrowRight') {
    await page.press('.lanes', key);
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const head = (await page.textContent('.details'))!;
    if (head === heads.at(-1)) return heads;
    heads.push(head);
  }
}
