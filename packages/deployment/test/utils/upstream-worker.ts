import { printSortedJson } from '@noctiluca/marine';
import { cidOf } from '@noctiluca/store';
import type { SpellDistro } from '../../src/distro.js';
import { WORKER_SPELL_TRIGGERS } from '../../src/worker/triggers.js';
import { IPFS, type WorkerPeer } from './worker-peer.js';
import { DEAL, type Wants, WORKER_SCRIPT } from './worker-wants.js';

/**
 * A worker as upstream's installation spell leaves it (spec/fluence-cli.md §3, Phases C and D): all made by the worker,
 * each thing noted by the worker spell, and nothing of ours.
 */
export async function upstreamInstalls(peer: WorkerPeer, wants: Wants): Promise<void> {
  const { definition, services } = await peer.requestFor(wants);
  const workerId = await peer.host.workers.create({ dealId: DEAL, creatorPeerId: peer.creator.peerId });
  const { scope } = peer;
  const { services: onPeer } = peer.host;
  const notes: Record<string, string> = {};
  for (const { alias, blueprintId, modules } of services) {
    for (const { name, file } of modules) await onPeer.modules.add(name, peer.files.get(file)!);
    await onPeer.blueprints.add({ name: alias, dependencies: modules.map(({ cid }) => cid) });
    notes[alias] = await onPeer.create({ scope, blueprintId, ownerId: workerId, alias });
    notes[`blueprint:${alias}`] = blueprintId;
  }
  for (const { name: alias, air: script, kv: data, triggerConfig } of wants.spells ?? []) {
    notes[alias] = await peer.spells.install({ scope, script, data, triggerConfig, alias });
    notes[`trigger_config:${alias}`] = jsonCid(triggerConfig);
    notes[`init_args:${alias}`] = jsonCid(data);
  }
  const spellId = await peer.spells.install({
    scope,
    script: wants.script ?? WORKER_SCRIPT,
    data: { ipfs: IPFS, h_worker_def_cid: definition, deal_id: DEAL },
    triggerConfig: WORKER_SPELL_TRIGGERS,
    alias: 'worker-spell',
  });
  await peer.spells.update(scope, spellId, { strings: notes });
}

/** CID of a file of JSON as the upload writes it: keys sorted. */
export function jsonCid(value: SpellDistro['kv'] | SpellDistro['triggerConfig']): string {
  return cidOf(new TextEncoder().encode(printSortedJson(value)));
}
