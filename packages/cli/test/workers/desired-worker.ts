import { cidOf } from '@noctiluca/store';
import type { DesiredWorker, WorkerSpell } from '../../src/workers/desired.js';
import { sortedJson } from '../../src/workers/sorted-json.js';

const cid = (text: string) => cidOf(Buffer.from(text));

/** A spell whose script is its text. */
export function desiredSpell(name: string, changes: Partial<WorkerSpell> = {}): WorkerSpell {
  const { script = `script of ${name}`, initArgs = {}, clock = { periodSec: 60 } } = changes;
  return {
    name,
    script,
    scriptCid: cid(script),
    clock,
    initArgs,
    initArgsCid: cid(sortedJson(initArgs)),
  };
}

/** @param services name to blueprint */
export function desiredWorker(
  services: Readonly<Record<string, string>> = {},
  spells: readonly WorkerSpell[] = [],
): DesiredWorker {
  return {
    name: 'one',
    services: Object.entries(services).map(([name, blueprintId]) => ({
      name,
      blueprintId,
      modules: [{ name, wasm: `/${name}.wasm`, cid: cid(blueprintId) }],
      memoryLimit: 2_000_000_000,
    })),
    spells,
  };
}
