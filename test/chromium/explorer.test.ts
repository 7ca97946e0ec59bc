import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readRecordingFile } from '@noctiluca/replay/trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obstacles } from './utils/axe.js';
import { type Browser, type Page, startChromium } from './utils/chromium.js';
import { type ExplorerHost, type HostedPeer, hostExplorer } from './utils/explorer-host.js';
import { busyPeer, longParticle, peersOf, threePeers } from './utils/explorer-peers.js';
import { framesWhile } from './utils/frames.js';

/** Screenshots, to be looked at. */
const ARTEFACTS = path.join(import.meta.dirname, 'artefacts');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

let browser: Browser;
let particleId: string;
const hosts: ExplorerHost[] = [];
let url: string;
/** File with the same function compiled with tracing. */
const tracedAir = path.join(ARTEFACTS, 'three-traced.air');
beforeAll(async () => {
  const [file] = await Promise.all([threePeers(), mkdir(ARTEFACTS, { recursive: true })]);
  const traced = await readFile(new URL('fixtures/three-traced.air.gz', import.meta.url));
  await writeFile(tracedAir, gunzipSync(traced));
  browser = await startChromium();
  particleId = file.particleId;
  url = await serve(peersOf(file));
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(hosts.map((host) => host.close()));
});

async function serve(peers: readonly HostedPeer[]): Promise<string> {
  const host = await hostExplorer(peers);
  hosts.push(host);
  return host.url;
}

/** What goes wrong in a page, all pages together. */
const failures: string[] = [];

async function open(address: string, size = WIDE): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  await page.setViewportSize(size);
  await page.goto(address);
  return page;
}

async function openParticle(query = ''): Promise<Page> {
  const page = await open(`${url}#/particle/${particleId}${query}`);
  await page.waitForSelector('.lanes .mark');
  return page;
}

const shot = (page: Page, name: string) =>
  page.screenshot({ path: path.join(ARTEFACTS, `explorer-${name}.png`) });
const text = (page: Page, selector: string) => page.textContent(selector);
const count = (page: Page, selector: string) =>
  page.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
const address = (page: Page) => page.evaluate<string>('location.hash');

describe('the list of particles', () => {
  it('is filtered by what the address says, and says in the address what it is filtered by', async () => {
    const page = await open(url);
    await page.waitForSelector('.particles [role=gridcell]');
    expect(await text(page, '.particles .c-id')).toBe(particleId);
    await shot(page, 'particles');
    await page.fill('input[name=text]', 'nobody like that');
    await expect.poll(() => text(page, '.count')).toBe('0 of 1');
    expect(await address(page)).toContain('text=nobody+like+that');
    await page.reload();
    await expect.poll(() => text(page, '.count')).toBe('0 of 1');
    await page.fill('input[name=text]', '');
    await page.fill('input[name=service]', 'nobody-has-this.ask');
    await expect.poll(() => text(page, '.count')).toBe('1 of 1');
    await page.fill('input[name=service]', 'nobody-has-this.other');
    await expect.poll(() => text(page, '.count')).toBe('0 of 1');
    await page.close();
  });

  it('stands still while somebody reads it', async () => {
    let more: readonly HostedPeer[] = [];
    const growing: HostedPeer = {
      ...{ name: 'nox-0', peerId: `12D3KooW${'A'.repeat(44)}` },
      answer: (asked) => (more[0] ?? busyPeer('nox-0', '', 10)).answer(asked),
    };
    const page = await open(await serve([growing]));
    await expect.poll(() => text(page, '.count')).toBe('10 of 10');
    await page.click('.filters label:last-child input');
    more = [busyPeer('nox-0', '', 15)];
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await text(page, '.count')).toBe('10 of 10');
    await page.click('.filters label:last-child input');
    await expect.poll(() => text(page, '.count')).toBe('15 of 15');
    await page.close();
  });

  it('has 10,000 particles and few rows, and is gone through by keys', async () => {
    const page = await open(await serve([busyPeer('nox-0', `12D3KooW${'A'.repeat(44)}`, 10_000)]));
    await expect.poll(() => text(page, '.count')).toBe('10,000 of 10,000');
    const body = 'document.querySelector(".particles .grid-body")';
    const frames = await framesWhile(page, 240, `${body}.scrollTop = i * 1333`);
    console.log(
      `10,000 particles: ${frames.count} frames, ${frames.late} late, longest ${frames.longest.toFixed(0)} ms`,
    );
    expect(await count(page, '.particles .grid-body [role=row]')).toBeLessThan(100);
    await page.press('.particles', 'End');
    await page.press('.particles', 'ArrowUp');
    await expect.poll(() => text(page, '.particles .is-active .c-id')).toBe('made-up-1');
    await page.press('.particles', 'Enter');
    expect(await address(page)).toBe('#/particle/made-up-1');
    await page.close();
  });
});

describe('a particle', () => {
  it('says how it ended and why, and shows where it failed', async () => {
    const page = await openParticle();
    expect(await text(page, '.ending')).toMatch(/^Went back to its author from nox-1 after \d+ ms\.$/);
    expect(await text(page, '.reasons')).toContain('not-found');
    expect(await count(page, '.lane-name')).toBe(3);
    for (const tone of ['run', 'call', 'arrival', 'send', 'drop', 'failed-call', 'wait'])
      expect(await count(page, `.lanes .tone-${tone}`), tone).toBe(1);
    expect(await count(page, '.lanes .critical')).toBe(1);
    await page.press('.lanes', 'e');
    expect(await text(page, '.details h2')).toContain('nobody-has-this.ask("Ada") ✗');
    await page.press('.lanes', 'ArrowRight');
    await page.press('.lanes', '+');
    await expect.poll(() => address(page)).toMatch(/at=\d+/);
    await shot(page, 'particle');
    await page.close();
  });

  it('is replayed: executed, current and failed instructions, and values', async () => {
    const page = await openParticle('?tab=air');
    expect(
      await page.evaluate<number>(
        'performance.getEntriesByType("resource").filter(({ name }) => /avm/.test(name)).length',
      ),
    ).toBe(0);
    await page.click('.gate .primary');
    await page.waitForSelector('.air [role=gridcell]');
    expect(await text(page, '.step-bar')).toContain('Step 15 of 15');
    await page.press('.lanes', 'Home');
    expect(await text(page, '.step-bar')).toContain('Step 0 of 15');
    expect(await count(page, '.air-current')).toBe(0);
    await page.click('[aria-label="Step after"]');
    expect(await text(page, '.step-bar')).toContain('Step 1 of 15, nox-1');
    await page.waitForSelector('.air-current');
    await page.press('.lanes', 'e');
    await page.click('[aria-label="Step after"]');
    await page.waitForSelector('.air-failed.is-active');
    expect(await text(page, '.air-failed')).toContain('ask');
    await shot(page, 'air');
    await page.click('[role=tab]:nth-child(3)');
    expect(await text(page, '.values')).toContain('"Hello Ada"');
    expect(await text(page, '.values')).toContain('op.concat_strings');
    await shot(page, 'values');
    await page.close();
  });

  it('is exported as the command exports it, and opened again', async () => {
    const page = await openParticle();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.particle-head button'),
    ]);
    expect(download.suggestedFilename()).toBe(`particle-${particleId}.json`);
    const exported = readRecordingFile(await readFile(await download.path(), 'utf8'));
    const made = await threePeers();
    expect(exported.traces).toEqual(made.traces);
    expect(exported.recording?.peers.flatMap(({ steps }) => steps)).toHaveLength(15);
    await page.click('nav a:last-child');
    await page.setInputFiles('input[type=file]', await download.path());
    await page.waitForSelector('.lanes .mark');
    expect(await address(page)).toBe(`#/file/${particleId}`);
    await page.close();
  });

  it('goes on being shown when nobody answers any more, and says so', async () => {
    const host = await hostExplorer(peersOf(await threePeers()));
    const page = await open(host.url);
    await page.waitForSelector('.particles [role=gridcell]');
    await host.close();
    await expect
      .poll(() => text(page, '.banner').catch(() => ''), { timeout: 20_000 })
      .toContain('No peer answers');
    expect(await text(page, '.particles .c-id')).toBe(particleId);
    failures.length = 0;
    await page.close();
  });

  it('shows which Aqua functions its calls came from, given its script with tracing', async () => {
    const page = await openParticle('?tab=air');
    await page.click('.gate .primary');
    await page.waitForSelector('.air [role=gridcell]');
    await page.click('.tab-panel summary');
    await page.setInputFiles('.tab-panel input[type=file]', tracedAir);
    await page.press('.lanes', 'e');
    await expect.poll(() => text(page, '.with-aqua .grid-body')).toContain('three');
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });

  it('is run on with another answer, and says that this did not happen', async () => {
    const page = await openParticle();
    await page.press('.lanes', 'e');
    await page.click('.what-if summary');
    await page.fill('.what-if textarea', '"at last"');
    await page.click('.what-if input[type=checkbox]');
    await page.click('.what-if button');
    await page.waitForSelector('.altered');
    expect(await text(page, 'h1')).toBe(`Particle ALTERED ${particleId}`);
    await page.waitForSelector('.lanes .mark');
    expect(await text(page, '.details h2')).toContain('nobody-has-this.ask("Ada") = "at last"');
    await shot(page, 'altered');
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });

  it('is compared with another', async () => {
    const page = await openParticle(`?tab=compare&with=${particleId}`);
    await expect.poll(() => text(page, '.tab-panel [role=status]')).toContain('0 have another answer');
    expect(await count(page, '.how-other, .how-left, .how-right')).toBe(0);
    await page.close();
  });

  it('with 5,000 events is a few dozen elements, and goes on as it is scrubbed', async () => {
    const page = await open(`${await serve(peersOf(longParticle(5_000)))}#/particle/long`);
    await page.waitForSelector('.lanes .mark');
    expect(await count(page, '.lanes svg *')).toBeLessThan(100);
    const range = 'document.querySelector(".scrub input")';
    const frames = await framesWhile(
      page,
      240,
      `${range}.value = i * 20; ${range}.dispatchEvent(new InputEvent('input', { bubbles: true }))`,
    );
    console.log(
      `5,000 events: ${frames.count} frames, ${frames.late} late, longest ${frames.longest.toFixed(0)} ms`,
    );
    expect(await page.evaluate<string>(`${range}.value`)).toBe('4780');
    await shot(page, 'long');
    await page.close();
  });

  it('is nowhere when nobody knows of it', async () => {
    const page = await open(`${url}#/particle/who`);
    await expect.poll(() => text(page, 'main')).toContain('No peer knows of particle who');
    await page.close();
  });
});

describe.each([
  ['wide', WIDE],
  ['narrow', NARROW],
])('on a %s screen', (name, size) => {
  const VIEWS = ['particles', 'particle', 'particle?tab=air', 'particle?tab=compare', 'file'];

  it.each(VIEWS)('nothing of the view %s is in the way of anybody, in light and in dark', async (view) => {
    const page = await open(
      `${url}#/${view.replace('particle?', `particle/${particleId}?`).replace(/^particle$/, `particle/${particleId}`)}`,
      size,
    );
    await page.waitForSelector(
      view.startsWith('particle?') || view === 'particle' ? '.lanes .mark' : 'main h1',
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await obstacles(page), colorScheme).toEqual([]);
      await shot(page, `${view.replace('?tab=', '-')}-${name}-${colorScheme}`);
    }
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      size.width,
    );
    await page.close();
  });
});

it('a page asks for the token of a peer that wants one, and keeps it to this tab', async () => {
  const TOKEN = 'correct-horse-battery';
  const host = await hostExplorer(peersOf(await threePeers()), {}, TOKEN);
  hosts.push(host);
  const page = await browser.newPage();
  await page.goto(host.url);
  await page.waitForSelector('input[name=token]');
  await page.fill('input[name=token]', 'something-else-altogether');
  await page.press('input[name=token]', 'Enter');
  await expect.poll(() => text(page, 'form.banner'), { timeout: 15_000 }).toContain('That is not the token');
  await page.fill('input[name=token]', TOKEN);
  await page.press('input[name=token]', 'Enter');
  await page.waitForSelector('.particles [role=gridcell]');
  expect(await count(page, 'input[name=token]')).toBe(0);
  expect(await page.evaluate('location.href')).not.toContain(TOKEN);
  await page.reload();
  await page.waitForSelector('.particles [role=gridcell]');
  await page.close();
});

it('nothing went wrong in any of these pages', () => expect(failures).toEqual([]));
