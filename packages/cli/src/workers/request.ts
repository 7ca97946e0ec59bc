import type { WorkerRequest } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store/cid';
import { recordedClocks, type SpellTriggers } from './clocks.js';
import { type Definition, textFile, type WantedFile } from './definition.js';
import { installer } from './installer.js';
import type { WantedWorker } from './wanted-worker.js';

export interface RequestContext {
  readonly dealId: string;
  /** Whether what is no longer wanted goes. */
  readonly prune: boolean;
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
  readonly definition: Definition;
  /** CID of a script that the worker spell may go on having; undefined: there is none. */
  readonly workerSpell: string | undefined;
}

/** What a peer is asked for. */
export function workerRequest(
  { name, services, spells }: WantedWorker,
  { dealId, prune, triggers, definition, workerSpell }: RequestContext,
): WorkerRequest {
  const clocks = recordedClocks(spells, triggers);
  return {
    ...{ name, dealId, prune },
    cuIds: [],
    definition: definition.cid,
    workerSpell: workerSpell ?? workerSpellFile().cid,
    clocks: JSON.stringify(clocks),
    services: services.map(({ name: alias, blueprintId, modules }) => ({
      ...{ alias, blueprintId },
      modules: modules.map(({ name: importName, cid, file }) => ({ name: importName, cid, file })),
    })),
    spells: spells.map(({ name: alias, scriptCid: script, kv }) => ({
      ...{ alias, script, kv },
      triggerConfig: triggers.get(alias)!.config,
    })),
  };
}

/** Upstream's script of the worker spell. */
export function workerSpellFile(): WantedFile {
  const { script } = installer();
  return textFile(cidOf(Buffer.from(script)), script);
}
