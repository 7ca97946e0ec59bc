import { fileURLToPath } from 'node:url';
import { compileFromPath } from '@fluencelabs/aqua-api';
import { whyNoAnvil } from '@noctiluca/chain';
import { peerIdToChain } from '@noctiluca/chain/client';
import type { PackageDistro } from '@noctiluca/deployment';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { describe, expect, it } from 'vitest';
import { deal } from '../../../packages/chain/src/client/contracts.js';
import { cidFromChain, cidToChain } from '../../../packages/chain/src/codec/cid.js';
import { CUSTOMER, callsOf, PEER, statusOf } from '../../../packages/chain/test/utils/market.js';
import { deciderWithoutIpfs } from '../../utils/decider-package.js';
import { deciderWorld, newDeal, until } from '../../utils/decider-world.js';

const noAnvil = whyNoAnvil();
const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const OTHER_APP = cidToChain('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq');

/** In the place of ours, with the same settings, by the clock alone as upstream's is. */
async function upstreamsDecider(): Promise<PackageDistro> {
  const { functions, errors } = await compileFromPath({
    filePath: at('decider.aqua'),
    imports: [at('../../../node_modules')],
    targetType: 'air',
  });
  expect(errors).toEqual([]);
  const { spells, ...decider } = deciderWithoutIpfs(1);
  const [ours] = spells;
  const triggerConfig = { ...NO_TRIGGERS, clock: ours!.triggerConfig.clock };
  const kv = { ...ours!.kv, empty: NO_TRIGGERS };
  return { ...decider, spells: [{ ...ours!, air: functions.main!.script, kv, triggerConfig }] };
}

/** spec/services.md §5.2: a script that keeps lists of its own, on `get_deals`, `register_worker`, `get_tx_receipts`. */
describe.skipIf(noAnvil)(`a decider like upstream's ${noAnvil ?? ''}`, () => {
  it('has a deal from the match to the end', { timeout: 120_000 }, async () => {
    const { chain, workerOf, spellOf, log } = await deciderWorld(1, await upstreamsDecider());
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    const { workerId } = workerOf(address)!;
    const [onChain] = await callsOf(chain).ask(address, deal.getWorkers);
    expect(onChain!.offchainId).toEqual(peerIdToChain(workerId));

    // Its spell rested while the deal had not enough workers.
    await until(() => workerOf(address)!.active);
    await until(() => log().includes('A registration is in a block'));

    await callsOf(chain).send(CUSTOMER, address, deal.setAppCID, OTHER_APP);
    await until(() => spellOf(address)!.value('h_worker_def_cid'), JSON.stringify(cidFromChain(OTHER_APP)));
    await until(() => spellOf(address)!.list('__installation_spell_status__').length > 0);

    await callsOf(chain).send(CUSTOMER, address, deal.stop, undefined);
    await until(() => workerOf(address)!.active, false);
    // What nox itself does, beside its decider.
    await callsOf(chain).send(PEER, address, deal.removeWorker, onChain!.onchainId);
    await until(() => workerOf(address) === undefined);
    await until(() => log().at(-1)?.endsWith(': Removed'));
  });
});
