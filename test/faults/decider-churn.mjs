// A peer on a chain whose decider works until it is killed; `decider-kill.test.ts` asks.
import { defaultPackages } from '@noctiluca/system-services';
import { serve, startPeer } from './churn.mjs';

const [dir, rpc, socket, facade, walletKey] = process.argv.slice(2);

/** Says that it has installed what it was told to: no IPFS is needed. */
const WORKER_SCRIPT = `
(seq
 (call %init_peer_id% ("json" "obj") ["state" "INSTALLATION_SUCCESSFUL" "message" "" "timestamp" 1] status)
 (seq
  (call %init_peer_id% ("json" "stringify") [status] text)
  (call %init_peer_id% ("worker-spell" "list_push_string") ["__installation_spell_status__" text] pushed)))`;

const decider = defaultPackages({ decider: { deciderPeriodSec: 2 } }).find(({ name }) => name === 'decider');
const [spell] = decider.spells;
const worker_settings = { ...spell.kv.worker_settings, script: WORKER_SCRIPT };
const { node } = await startPeer(
  dir,
  {},
  {
    settings: {
      system_services: { enable: ['decider'] },
      chain_config: {
        http_endpoint: rpc,
        diamond_contract_address: facade,
        network_id: 31_337,
        wallet_key: walletKey,
      },
      chain_listener_config: { ws_endpoint: socket },
    },
    options: {
      systemPackages: [{ ...decider, dependsOn: [], spells: [{ ...spell, kv: { worker_settings } }] }],
    },
  },
);
const { host, spells } = node.parts;

function look() {
  return host.workers.list().map(({ workerId, dealId, active }) => {
    const scope = { kind: 'worker', workerId };
    const definition = spells.get(scope, 'worker-spell')?.value('h_worker_def_cid');
    return {
      ...{ workerId, dealId, active, spells: spells.list(scope).length },
      appCid: definition === undefined ? null : JSON.parse(definition),
    };
  });
}

// Somebody else's, which nobody may touch.
if (host.workers.ofDeal('dummy') === undefined)
  await host.workers.create({ dealId: 'dummy', creatorPeerId: host.hostPeerId });

host.workers.subscribe(({ kind, worker: { dealId, workerId } }) =>
  process.send({ event: { kind, dealId, workerId } }),
);

await serve(node, { look });
