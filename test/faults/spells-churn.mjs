// A peer that installs, updates and removes spells and workers while spells run; `spells-kill.test.ts` asks.
import { HOST_SCOPE } from '@noctiluca/host';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { rawCidOf } from '@noctiluca/store';
import { churn, goOn, serve, startPeer } from './churn.mjs';
import { seededRandom } from './seeded-random.mjs';

const [dir] = process.argv.slice(2);
const { node } = await startPeer(dir, { virtual_clock: true });
// Spells are scheduled when the system services are there.
await node.parts.systemServices.settled();
const { spells, host, store } = node.parts;

const scopeOf = (worker) => (worker === undefined ? HOST_SCOPE : { kind: 'worker', workerId: worker });

/** A script that is told from others by its mark, and counts its runs. */
const scriptOf = (mark) => `
  (seq (call %init_peer_id% ("getDataSrv" "hw_counter") [] counter)
   (seq (call %init_peer_id% ("op" "noop") ["mark ${mark}"])
    (call %init_peer_id% ("spell" "store_log") ["ran"])))`;

/** Marks are numbers from 1; the period tells the mark too. */
const triggersOf = (mark) => ({
  ...NO_TRIGGERS,
  clock: { start_sec: 1, end_sec: 0, period_sec: 1 },
  blockchain: { start_block: mark, end_block: 0 },
});

const stateOf = (mark) => ({ script: scriptOf(mark), data: { mark }, triggerConfig: triggersOf(mark) });

const changes = {
  createWorker: ({ deal }) => host.workers.create({ dealId: deal, creatorPeerId: host.hostPeerId }),
  removeWorker: ({ worker }) => host.workers.remove(worker, host.hostPeerId),
  install: ({ worker, mark }) =>
    spells.install({ scope: scopeOf(worker), ...stateOf(mark), alias: `born-${mark}` }),
  update: ({ id, worker, mark }) => spells.update(scopeOf(worker), id, stateOf(mark)),
  remove: ({ id, worker }) => spells.remove(scopeOf(worker), id),
};

function laneOf({ spells: own, workers, seed, firstMark }) {
  const random = seededRandom(seed);
  const pick = (items) => items[Math.floor(random() * items.length)];
  let mark = firstMark;

  function follow({ verb, id, worker }, result) {
    if (verb === 'createWorker') workers.push(result);
    if (verb === 'removeWorker') {
      workers.splice(workers.indexOf(worker), 1);
      for (const one of own.filter((spell) => spell.worker === worker)) own.splice(own.indexOf(one), 1);
    }
    if (verb === 'install') own.push({ id: result, worker });
    if (verb === 'remove') own.splice(own.indexOf(own.find((spell) => spell.id === id)), 1);
  }

  function next() {
    const chance = random();
    mark++;
    if (workers.length < 2 && chance < 0.15) return { verb: 'createWorker', deal: `deal-${mark}` };
    if (workers.length > 0 && chance < 0.2) return { verb: 'removeWorker', worker: pick(workers) };
    if (own.length < 2 || (own.length < 8 && chance < 0.5)) {
      const worker = pick([undefined, ...workers]);
      return { verb: 'install', mark, ...(worker === undefined ? {} : { worker }) };
    }
    const spell = pick(own);
    return chance < 0.75 ? { verb: 'update', mark, ...spell } : { verb: 'remove', ...spell };
  }

  return { changes, next, follow };
}

/** Spells run all the while. */
async function runSpells() {
  for (;;) await advance(1_000);
}

async function advance(ms) {
  const response = await fetch(`${node.httpUrl}/api/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seconds: ms / 1000 }),
  });
  if (!response.ok) throw new Error(`advancing answered ${response.status}: ${await response.text()}`);
}

/** Tables that hold something of a spell, and where its id stands in the key. */
const TABLES = [
  'spells',
  'spell-scripts',
  'spell-schedules',
  'spell-usage',
  'spell-values',
  'spell-lists',
  'spell-list-items',
  'spell-logs',
  'spell-logs-ranges',
  'spell-mailbox',
  'spell-mailbox-ranges',
  'spell-errors',
];

function look() {
  const workers = host.workers.list().map(({ workerId }) => workerId);
  const scopes = [undefined, ...workers];
  const seen = scopes.flatMap((worker) =>
    spells.list(scopeOf(worker)).map((id) => {
      const spell = spells.get(scopeOf(worker), id);
      const { aliases } = host.services.info(scopeOf(worker), id);
      return {
        id,
        ...(worker === undefined ? {} : { worker }),
        whole: spell !== undefined && rawCidOf(new TextEncoder().encode(spell.script)) === spell.scriptCid,
        marks: {
          script: Number(/mark (\d+)/.exec(spell?.script)?.[1]),
          data: Number(spell?.value('mark')),
          triggers: spell?.triggerConfig.blockchain.start_block,
        },
        version: spell?.version,
        willRun: spell?.nextRunMs !== undefined,
        aliasLeads:
          aliases.length === 1 && host.services.resolve(scopeOf(worker), aliases[0])?.serviceId === id,
        counter: store.table('spell-values').get(`${id}/hw_counter`) ?? 0,
      };
    }),
  );
  const ids = new Set(seen.map(({ id }) => id));
  const orphans = TABLES.flatMap((table) =>
    [...store.table(table).entries()]
      .map(([key]) => `${table} ${key}`)
      .filter((row) => !ids.has(row.split(' ')[1].split('/')[0])),
  );
  return {
    spells: seen,
    orphans,
    workers: workers.map((id) => ({ id, hasKey: host.keyPairOf(scopeOf(id))?.peerId === id })),
  };
}

await serve(node, {
  look,
  async runs({ ms }) {
    await advance(ms);
    return look();
  },
  async churn({ lanes }) {
    goOn(runSpells());
    for (const [lane, plan] of lanes.entries()) goOn(churn(lane, laneOf(plan)));
  },
});
