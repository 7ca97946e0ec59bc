import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../chromium/utils/chromium.js';
import { serve } from '../chromium/utils/serve.js';
import { type Finished, repository, startScript } from '../utils/command.js';
import { installPacked } from '../utils/installed.js';
import { findNodes } from '../utils/nodes.js';

const OK = expect.objectContaining({ code: 0 });

/** Imports what apps import. It ends with a call through a peer of its own. */
const APP = `import { createClient } from '@noctiluca/client';
import { createNode, loadConfig } from '@noctiluca/node';
import { getResourceId } from '@noctiluca/registry';

const { config } = await loadConfig({
  arguments: {
    ...{ listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0 },
    ...{ base_dir: \`state-\${process.version}\`, noctiluca: { log_level: 'silent' } },
  },
});
const node = createNode(config);
await node.start();
const relay = node.parts.network.listenAddresses().find((address) => address.includes('/ws'));
if (relay === undefined) throw new Error('no WebSocket');
const client = await createClient(relay);
console.log(await getResourceId(client, 'rooms', node.peerId));
await client.disconnect();
await node.stop();
`;
const TSCONFIG = {
  compilerOptions: {
    ...{
      strict: true,
      skipLibCheck: false,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    },
    ...{ module: 'nodenext', target: 'es2022', types: ['node'], rootDir: '.', outDir: 'js' },
  },
};

/** Names of packages that have no part in browsers. */
const ONLY_IN_NODE = ['cli', 'host', 'ipfs', 'node', 'store'];

const [installed, found] = [await installPacked(), await findNodes()];
const folder = installed.path ?? '';
const nodes = Object.entries(found.nodes ?? { [process.versions.node]: process.execPath });
/** All of them take a minute more: `npm run test:installed`. */
const rounds = process.env.NOCTILUCA_ALL_NODES ? nodes : [...new Set([nodes[0]!, nodes.at(-1)!])];
if (installed.path === undefined) it.skip(`packages in an empty folder: ${installed.reason}`);
const chromium = await askFor<{ folder?: string; reason?: string }>('chromium.mjs');

async function askFor<T>(script: string): Promise<T> {
  const { stdout } = await startScript(path.join(repository, 'scripts', script), []).finished;
  return JSON.parse(stdout) as T;
}

const bin = (name: string) => path.join(folder, 'node_modules', name);
const run = (cwd: string, script: string, args: readonly string[], execPath?: string): Promise<Finished> =>
  startScript(script, args, cwd, { FLUENCE_USER_DIR: path.join(folder, '.user') }, execPath).finished;

describe.skipIf(installed.path === undefined)('packages that were installed into an empty folder', () => {
  afterAll(() => installed.path !== undefined && installed.remove());

  describe.each(rounds)('on Node.js %s', (version, execPath) => {
    const project = path.join(folder, `on-${Number.parseInt(version, 10)}`);
    const fluence = (...args: string[]) => run(project, bin('@noctiluca/cli/bin/fluence.js'), args, execPath);
    afterAll(() => fluence('local', 'down', '-v'));

    it('have a command that goes from nothing to answers of three peers', async () => {
      const init = ['init', project, '-t', 'ts'];
      expect(await run(folder, bin('@noctiluca/cli/bin/fluence.js'), init, execPath)).toEqual(OK);
      for (const args of [['local', 'up', '--free-ports'], ['build'], ['deploy'], ['aqua', '--check']])
        expect(await fluence(...args)).toEqual(OK);
      const { code, stdout } = await fluence('run', '-f', 'greetEverywhere("you")');
      expect({ code, answers: stdout.match(/Hi, you/g)?.length }).toEqual({ code: 0, answers: 3 });
    });

    if (execPath !== nodes.at(-1)?.[1]) return;

    it('make an app for browsers with Vite', async () => {
      const frontend = path.join(project, 'src', 'frontend');
      expect(await run(frontend, bin('typescript/bin/tsc'), [])).toEqual(OK);
      expect(await run(frontend, bin('vite/bin/vite.js'), ['build'])).toEqual(OK);
      expect(await readdir(path.join(frontend, 'dist'))).toEqual(expect.arrayContaining(['index.html']));
    });

    const title = 'have that app answered in Chromium';
    if (chromium.folder === undefined) it.skip(`${title}: ${chromium.reason}`);
    else
      it(title, async () => {
        process.env.NOCTILUCA_CHROMIUM = chromium.folder;
        const [browser, server] = [await startChromium(), await serve(await filesOf(project))];
        try {
          const page = await browser.newPage();
          await page.goto(server.url);
          await expect.poll(() => page.textContent('#state'), { timeout: 30_000 }).toBe('connected');
          await page.fill('#name', 'Ada');
          await page.press('#name', 'Enter');
          await expect.poll(() => page.textContent('#greetings'), { timeout: 30_000 }).toContain('Hi, Ada');
          const state = await readFile(path.join(project, '.fluence', 'local.json'), 'utf8');
          for (const { peerId } of (JSON.parse(state) as LocalState).peers)
            expect(await page.textContent('#greetings')).toContain(peerId);
        } finally {
          await browser.close();
          await server.close();
        }
      });
  });

  describe('in a strict project', () => {
    const strict = path.join(folder, 'strict');
    beforeAll(async () => {
      await mkdir(strict);
      await writeFile(path.join(strict, 'app.ts'), APP);
      await writeFile(path.join(strict, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    });

    it('have types that hold without skipLibCheck', async () => {
      expect(await run(strict, bin('typescript/bin/tsc'), [])).toMatchObject({ code: 0, stdout: '' });
    });

    it.each(nodes)('run on Node.js %s: a peer, a client, the registry', async (_, execPath) => {
      const { code, stdout, stderr } = await run(strict, path.join(strict, 'js', 'app.js'), [], execPath);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.trim()).toMatch(/^[1-9A-HJ-NP-Za-km-z]{40,}$/);
    });
  });

  it.each(ONLY_IN_NODE)(
    'stop the build of a page that imports @noctiluca/%s, with a sentence',
    async (name) => {
      const page = path.join(folder, `page-${name}`);
      await mkdir(page);
      await writeFile(path.join(page, 'index.html'), '<script type="module" src="./main.js"></script>');
      await writeFile(
        path.join(page, 'main.js'),
        `import * as all from '@noctiluca/${name}'; console.log(all);`,
      );
      const { code, stderr } = await run(page, bin('vite/bin/vite.js'), ['build']);
      expect(code).not.toBe(0);
      expect(stderr).toContain(`@noctiluca/${name} runs in Node.js only; browsers have @noctiluca/client`);
    },
  );
});

/** What Vite built of a project's app, by path. */
async function filesOf(project: string): Promise<Map<string, Buffer>> {
  const dist = path.join(project, 'src', 'frontend', 'dist');
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(
    await Promise.all(paths.map(async (file) => [path.relative(dist, file), await readFile(file)] as const)),
  );
}
