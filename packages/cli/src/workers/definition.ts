import { readFile } from 'node:fs/promises';
import { canonicalJson, objectJson } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store/cid';
import type { SpellTriggers } from './clocks.js';
import type { WantedWorker } from './wanted-worker.js';

/** A file that IPFS is to have. */
export interface WantedFile {
  /** What IPFS will call it. */
  readonly cid: string;
  readonly read: () => Promise<Uint8Array>;
}

/** What describes a worker to the worker spell, and all the files that it names. */
export interface Definition {
  /** CID of its JSON text. */
  readonly cid: string;
  readonly files: readonly WantedFile[];
}

/** Without uploading anything (spec/fluence-cli.md §3, Phase B). */
export function definitionOf(
  { services, spells }: WantedWorker,
  triggers: ReadonlyMap<string, SpellTriggers>,
): Definition {
  const text = canonicalJson({
    services: services.map(({ name, modules, memoryLimit }) => ({
      modules: modules.map((module) => ({ name: module.name, wasm: module.file })),
      name,
      total_memory_limit: memoryLimit,
    })),
    spells: spells.map(({ name, scriptCid, initArgsCid }) => ({
      config: triggers.get(name)!.cid,
      init_args: initArgsCid,
      name,
      script: scriptCid,
    })),
  });
  const cid = cidOf(Buffer.from(text));
  const modules = services.flatMap((service) => service.modules);
  const files = [
    ...modules.map(({ file, wasm }): WantedFile => ({ cid: file, read: () => readFile(wasm) })),
    ...spells.flatMap(({ name, script, scriptCid, kv, initArgsCid }) => [
      textFile(scriptCid, script),
      textFile(triggers.get(name)!.cid, triggers.get(name)!.json),
      textFile(initArgsCid, objectJson(kv)),
    ]),
    textFile(cid, text),
  ];
  return { cid, files: [...new Map(files.map((file) => [file.cid, file])).values()] };
}

/** A file of one block. */
export function textFile(cid: string, text: string): WantedFile {
  return { cid, read: async () => Buffer.from(text) };
}
