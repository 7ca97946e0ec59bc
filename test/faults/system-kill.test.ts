import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../utils/random.js';
import { tempDir } from '../utils/temp-dir.js';

/** A few in CI; more look for rarer moments: `NOCTILUCA_ROUNDS=50 npx vitest run faults/system-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 3);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_126);
/** Messages of a first deployment and of an update: two for each transaction of the store. */
const MESSAGES = [28, 34] as const;
const ROUND_MS = 120_000;
const SCRIPT = fileURLToPath(new URL('system-deploy.mjs', import.meta.url));

let folder: Awaited<ReturnType<typeof tempDir>>;
const children = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await folder.remove();
});

/** A peer that deploys a version; killed after so many messages, or asked to stop when it is done. @returns what it has */
async function deploy(version: number, killAfter = Number.POSITIVE_INFINITY): Promise<unknown> {
  const child = fork(SCRIPT, [folder.path, String(version)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  const exited = once(child, 'exit');
  let heard = 0;
  let outcome: unknown;
  child.on('message', (message) => {
    heard += 1;
    if (typeof message !== 'string') {
      outcome = message;
      child.send('stop');
    } else if (heard >= killAfter) child.kill('SIGKILL');
  });
  await exited;
  children.delete(child);
  return outcome;
}

const wanted = (version: number, migrated: string) => ({
  states: [['keeper', 'ready']],
  values: [String(version), String(version), migrated],
  spell: [`"${version}"`, 3600 * version],
  services: 2,
});

describe('`kill -9` of a peer that deploys its system services', () => {
  const random = seededRandom(SEED);
  // The moments are spread over the deployment; within its stretch each is random.
  const rounds = Array.from({ length: ROUNDS }, (_, round) =>
    MESSAGES.map((messages) => Math.ceil(((round + random()) / ROUNDS) * messages)),
  ) as [number, number][];

  it.each(rounds)(
    'after %i messages leaves one that completes it at its next start, and likewise an update after %i',
    async (first, second) => {
      folder = await tempDir('system-kill');
      expect(await deploy(1, first)).toBeUndefined();
      expect(await deploy(1)).toEqual(wanted(1, ''));
      expect(await deploy(2, second)).toBeUndefined();
      expect(await deploy(2)).toEqual(wanted(2, '2'));
    },
    ROUND_MS,
  );
});
