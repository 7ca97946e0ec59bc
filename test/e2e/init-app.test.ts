import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppProject, makeApp } from '../utils/app-project.js';
import { fluence, startScript } from '../utils/command.js';

const TSC = 'typescript/bin/tsc';
const VITE = 'vite/bin/vite.js';
const OK = expect.objectContaining({ code: 0 });

describe.each(['ts', 'js'])('an app begun with `fluence init -t %s`', (template) => {
  let app: AppProject;
  beforeAll(async () => {
    app = await makeApp(template);
  });
  afterAll(() => app.remove());

  it('has bindings of the Aqua as it is after the deployment', async () => {
    expect(await fluence(app.path, 'aqua', '--check')).toEqual(OK);
    const bindings = path.join(app.frontend, 'src', 'compiled-aqua', `main.${template}`);
    expect(await readFile(bindings, 'utf8')).toContain('@fluencelabs/js-client');
  });

  it('is built for browsers', async () => {
    expect(await app.npx(VITE, 'build')).toEqual(OK);
    expect(await readFile(path.join(app.frontend, 'dist', 'index.html'), 'utf8')).toContain('assets/index-');
  });

  it('calls the service on every worker, from Node too', async () => {
    expect(
      await app.npx(VITE, 'build', '--ssr', `src/terminal.${template}`, '--outDir', 'dist/terminal'),
    ).toEqual(OK);
    const terminal = path.join(app.frontend, 'dist', 'terminal', 'terminal.js');
    const { code, stdout, stderr } = await startScript(terminal, [], app.frontend).finished;
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').sort()).toEqual(
      app.state.peers.map(({ peerId }) => `${peerId} Hi, from all workers`).sort(),
    );
    expect(code).toBe(0);
  });

  if (template !== 'ts') return;
  it('has types, which are those of the Aqua', async () => {
    expect(await app.npx(TSC)).toEqual(OK);
    const file = path.join(app.frontend, 'src', 'greet.ts');
    const source = await readFile(file, 'utf8');
    await writeFile(file, source.replace('peerId: host_id', 'peerId: 1 + host_id.length'));
    const { code, stdout } = await app.npx(TSC);
    expect(stdout).toContain("Type 'number' is not assignable to type 'string'");
    expect(code).not.toBe(0);
  });
});
