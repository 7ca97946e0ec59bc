// The registry on five peers, each in a network namespace of its own, while a tenth of all packets is lost, the network falls
// into two and peers are killed and started again: `npm run test:namespaces [-- --loss <percent>] [--churns <count>]`.
// Needs Linux, root, `ip` (iproute2) and `nft` (nftables); 4 minutes. Nothing leaves the namespaces.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createNamespaces } from './namespaces/namespaces.mjs';
import { createPeers } from './namespaces/peers.mjs';
import { createTally } from './namespaces/tally.mjs';
import { prepare } from './prepare.mjs';

const PEERS = 5;
const { values } = parseArgs({
  options: { loss: { type: 'string', default: '10' }, churns: { type: 'string', default: '5' } },
});
const missing = whatIsMissing();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
prepare();

const folder = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-namespaces-'));
const namespaces = createNamespaces(PEERS);
const peers = createPeers(namespaces, folder);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
const { phase, rows } = createTally(peers);
try {
  namespaces.make();
  await peers.startAll();
  await phase('quiet', announceAll);
  namespaces.lose(Number(values.loss));
  await phase(`${values.loss} % of packets lost`, announceAll);
  namespaces.cut([0, 1]);
  await phase('two peers cut off from three', announceAll);
  namespaces.heal();
  await peers.untilAcquainted();
  await phase('together again', async ({ resolveAll }) => resolveAll());
  await phase(`killed and started again, ${values.churns} times`, churn);
} finally {
  await cleanUp();
}
console.table(rows());
const bad = rows().filter(({ asked, answered, wanted, found }) => answered < asked || found < wanted);
for (const { phase: name } of bad) console.error(`Not all was answered or found: ${name}`);
process.exitCode = bad.length > 0 ? 1 : 0;

async function cleanUp() {
  await peers.stopAll();
  namespaces.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** Each peer provides something new; then each looks for all that it must find. */
async function announceAll({ announce, resolveAll }) {
  for (const peer of peers.up()) await announce(peer);
  await resolveAll();
}

/** One after the other is killed; the others look, and all look when it is back. */
async function churn({ resolveAll }) {
  for (let round = 0; round < Number(values.churns); round++) {
    const victim = peers.up()[round % PEERS];
    await peers.kill(victim);
    await resolveAll();
    await peers.start(victim);
    await peers.untilAcquainted();
    await resolveAll();
  }
}

function whatIsMissing() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return 'This needs Linux and root.';
  const absent = ['ip', 'nft'].filter((tool) => spawnSync(tool, ['-V']).error !== undefined);
  return absent.length === 0 ? undefined : `Install ${absent.join(' and ')} (iproute2, nftables).`;
}
