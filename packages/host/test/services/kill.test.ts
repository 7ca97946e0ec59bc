import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keyPairFromSeed } from '@noctiluca/particle';
import { afterEach, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import { startTestHost, variantOfEffector } from '../utils/test-host.js';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Of the processes that are killed. */
const keyPair = keyPairFromSeed(new Uint8Array(32));
const effector = join(fixtures, 'effector.wasm');

let dir = '';
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Services that have files; what one left that was half removed is aside. */
async function kept(): Promise<string[]> {
  return (await readdir(join(dir, 'storage'))).filter((name) => name !== 'orphans');
}

/** What the process said it had done, up to its end by SIGKILL after so many lines. */
async function killed(
  lines: number,
  script: string,
  ...wasms: string[]
): Promise<[verb: string, id: string][]> {
  const child = spawn(process.execPath, [join(fixtures, script), dir, ...wasms], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said: [string, string][] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [verb = '', id = ''] = line.split(' ');
    said.push([verb, id]);
    if (said.length === lines) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return said;
}

// 5 and 8 end within creations and names, 9 and 15 within or behind removals.
test.each([5, 8, 9, 15])(
  'killed after %i changes, a peer has all that it acknowledged and nothing half-done',
  async (lines) => {
    dir = await mkdtemp(join(tmpdir(), 'noctiluca-kill-'));
    const said = await killed(lines, 'churn.mjs', effector);
    const ids = (wanted: string) => said.filter(([verb]) => verb === wanted).map(([, id]) => id);
    const [created, named, removed] = [ids('created'), ids('named'), ids('removed')];
    const acknowledged = created.filter((id) => !removed.includes(id));

    const next = await startTestHost({}, { dir, keyPair });
    expect(await next.host.restored()).toEqual([]);
    const there = next.host.services.list(HOST_SCOPE).map(({ serviceId }) => serviceId);
    // One change may have been under way: the creation of another one, or the removal of the oldest.
    const missing = acknowledged.filter((id) => !there.includes(id));
    const more = there.filter((id) => !acknowledged.includes(id));
    expect(missing.length + more.length).toBeLessThanOrEqual(1);
    if (missing.length > 0) expect(missing).toEqual(acknowledged.slice(0, 1));
    for (const id of removed) expect(there).not.toContain(id);

    expect((await kept()).sort()).toEqual([...there].sort());
    for (const id of there) {
      if (created.includes(id)) expect(await readFile(join(dir, 'storage', id, 'data'), 'utf8')).toBe(id);
      if (named.includes(id))
        expect(next.host.services.info(HOST_SCOPE, `alias-of-${id}`).serviceId).toBe(id);
      expect(await next.result('srv', 'get_interface', [id])).toBeTruthy();
    }
    for (const id of [...removed, ...missing]) {
      expect(next.host.services.resolve(HOST_SCOPE, `alias-of-${id}`)).toBeUndefined();
    }
    await next.destroy();
  },
);

// Within the first replacement and the second: at its begin, while and after it is recorded, and when it is told.
test.each([2, 3, 4, 5, 6, 7, 8, 9])(
  'killed after %i steps of replacements, a worker has the one service or the other with its aliases and files',
  async (lines) => {
    dir = await mkdtemp(join(tmpdir(), 'noctiluca-kill-'));
    const changed = join(dir, 'changed.wasm');
    await writeFile(changed, await variantOfEffector(1));
    const said = await killed(lines, 'replacing.mjs', effector, changed);
    const worker = said[0]![1];

    const next = await startTestHost({}, { dir, keyPair });
    expect(await next.host.restored()).toEqual([]);
    const [service, ...others] = next.host.services.list({ kind: 'worker', workerId: worker });
    expect(others).toEqual([]);
    expect(service!.aliases).toEqual(['one', 'two']);
    const [storage, ...more] = await kept();
    expect(more).toEqual([]);
    expect(await readFile(join(dir, 'storage', storage!, 'data'), 'utf8')).toBe('kept');
    expect(next.host.services.blueprints.list()).toHaveLength(2);
    for (const alias of service!.aliases) {
      expect(await next.result('srv', 'resolve_alias', [alias], { worker })).toBe(service!.serviceId);
    }
    await next.destroy();
  },
);
