import { readFileSync } from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Version of the peer. */
export const NODE_VERSION = (manifest as { version: string }).version;
/** AquaVM this peer runs (npm `@fluencelabs/avm`). */
export const AVM_VERSION = '0.62.0';

/** Spell API that is served (npm `@fluencelabs/spell`). */
export const SPELL_VERSION = '0.7.6';

/** What `/versions` answers (spec/nox.md §7.5); a part this peer does not have yet is empty. */
export const VERSIONS = {
  node: NODE_VERSION,
  avm: AVM_VERSION,
  spell: SPELL_VERSION,
  aqua_ipfs: '',
  trust_graph: '',
  registry: '',
  decider: '',
} as const;
