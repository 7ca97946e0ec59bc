import { objectJson } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store';
import { valueTexts, type WantedSpell, type WantedWorker } from '../../src/workers/wanted-worker.js';

const cid = (text: string) => cidOf(Buffer.from(text));

/** A spell whose script is its text. */
export function wantedSpell(name: string, changes: Partial<WantedSpell> = {}): WantedSpell {
  const { script = `script of ${name}`, initArgs = {}, clock = { periodSec: 60 } } = changes;
  const kv = valueTexts(initArgs);
  return { name, script, scriptCid: cid(script), clock, initArgs, kv, initArgsCid: cid(objectJson(kv)) };
}

/** @param services name to blueprint */
export function wantedWorker(
  services: Readonly<Record<string, string>> = {},
  spells: readonly WantedSpell[] = [],
): WantedWorker {
  return {
    name: 'one',
    services: Object.entries(services).map(([name, blueprintId]) => ({
      name,
      blueprintId,
      modules: [{ name, wasm: `/${name}.wasm`, cid: cid(blueprintId), file: cid(blueprintId) }],
      memoryLimit: 2_000_000_000,
    })),
    spells,
  };
}
