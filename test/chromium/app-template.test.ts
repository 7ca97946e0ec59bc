import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AppProject, makeApp } from '../utils/app-project.js';
import { type Browser, startChromium } from './utils/chromium.js';
import { type FileServer, serve } from './utils/serve.js';

const PATIENCE_MS = 30_000;

let browser: Browser;
let app: AppProject;
let server: FileServer;
beforeAll(async () => {
  [browser, app] = await Promise.all([startChromium(), makeApp('ts')]);
  const { code, stdout, stderr } = await app.npx('vite/bin/vite.js', 'build');
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  server = await serve(await filesOf(path.join(app.frontend, 'dist')));
});
afterAll(async () => {
  await Promise.all([browser?.close(), server?.close()]);
  await app?.remove();
});

async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return new Map(files.map((file, index) => [path.relative(folder, file), contents[index]!]));
}

it('the page of `fluence init -t ts` calls the service on every worker', async () => {
  const page = await browser.newPage();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(server.url);
  await expect.poll(() => page.textContent('#state'), { timeout: PATIENCE_MS }).toBe('connected');
  await page.fill('#name', 'Ada');
  await page.press('#name', 'Enter');
  for (const { peerId } of app.state.peers) {
    await expect
      .poll(() => page.textContent('#greetings'), { timeout: PATIENCE_MS })
      .toContain(`Hi, Ada ${peerId}`);
  }
  expect(failures).toEqual([]);
});
