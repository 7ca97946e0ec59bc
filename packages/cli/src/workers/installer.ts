import { readFileSync } from 'node:fs';
import { cidOf } from '@noctiluca/store/cid';
import { packageFile } from '../package-file.js';
import type { TriggerConfig } from '../spells/trigger-config.js';

/** Scripts of the worker spell, and when it runs (spec/fluence-cli.md §3, Phase A). */
export interface Installer {
  /** AIR of upstream's: installs what the definition names. */
  readonly script: string;
  /** AIR of ours: the same after making way for a new definition. */
  readonly updateScript: string;
  readonly triggers: TriggerConfig;
  /** CIDs of the two scripts. */
  readonly cids: ReadonlySet<string>;
}

const TRIGGERS: TriggerConfig = {
  blockchain: { end_block: 0, start_block: 0 },
  clock: { end_sec: 0, period_sec: 600, start_sec: 1_676_293_670 },
  connections: { connect: false, disconnect: false },
};

let loaded: Installer | undefined;

/** Reads the scripts at the first call. */
export function installer(): Installer {
  loaded ??= load();
  return loaded;
}

function load(): Installer {
  const script = read('deal_install');
  const updateScript = read('update_install');
  const cids = new Set([script, updateScript].map((air) => cidOf(Buffer.from(air))));
  return { script, updateScript, triggers: TRIGGERS, cids };
}

/** Upstream's scripts begin with a line break, as those of generated TypeScript do. */
function read(functionName: string): string {
  return `\n${readFileSync(packageFile(`air/worker_spell.${functionName}.air`), 'utf8')}`;
}
