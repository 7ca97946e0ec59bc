import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeNetwork, type TestNetwork } from '../utils/network.js';
import type { Result } from './page/run-suite.js';
import { startChromium } from './utils/chromium.js';
import { serve } from './utils/serve.js';
import { bundleSuite } from './utils/suites.js';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Suites that run in Node as well, each with the tests that cannot run in a page. */
const suites: Record<string, string[]> = {
  // js-client skips this one itself.
  'test/interop/js-client-specs/js-client-specs.test.ts': [
    'Should throw correct error when the client tries',
  ],
  'test/interop/client.test.ts': ['reaches its relay by tcp', 'thousands of calls leave no listener'],
  'packages/client/test/particle/calls.test.ts': [],
  // Its clock is vitest's.
  'packages/client/test/relay/cuts.test.ts': ['finds out which connections are left'],
};

const PHRASEBOOK = 'services/greeter/phrasebook/phrasebook.wasm';
const networks: TestNetwork[] = [];
const browser = await startChromium();
afterAll(async () => {
  await browser.close();
  await Promise.all(networks.map((network) => network.stop()));
});

async function run(file: string, without: readonly string[]): Promise<Result[]> {
  const phrasebook = [`repository/${PHRASEBOOK}`, await readFile(repository + PHRASEBOOK)] as const;
  const server = await serve(new Map([...(await bundleSuite(file)), phrasebook]));
  const page = await browser.newPage();
  await page.exposeFunction('host_makeNetwork', async (peers: number) => {
    const network = await makeNetwork(peers);
    return { number: networks.push(network) - 1, peers: network.peers };
  });
  await page.exposeFunction('host_stopNetwork', (number: number) => networks[number]!.stop());
  await page.goto(server.url);
  await page.waitForFunction('globalThis.run');
  const pattern = without.length === 0 ? '/(?:)/' : `/^(?!.*(?:${without.join('|')}))/`;
  const results = await page.evaluate<Result[]>(`run(${pattern})`);
  await page.close();
  await server.close();
  return results;
}

for (const [file, without] of Object.entries(suites)) {
  const results = await run(file, without);
  describe(`${file} in Chromium`, () => {
    for (const { name, state, error } of results.filter(({ state }) => state !== 'skip')) {
      it(name, () => {
        if (state !== 'pass') throw new Error(error ?? state);
      });
    }

    it('left out only what is named', () => {
      expect(results.filter(({ state }) => state === 'skip')).toHaveLength(without.length);
    });
  });
}
