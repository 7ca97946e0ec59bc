import type { JsonValue } from '@noctiluca/marine';
import type { TriggerConfig } from '@noctiluca/spells';
import type { DesiredPackage } from '../desired.js';
import { canonicalJson, textDigest, valuesDigest } from '../digest.js';
import { WORKER_SPELL } from './constants.js';

/** Notes of the worker spell by alias, each by its key. */
export type ItemFacts = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What the worker spell notes of each wanted thing besides its id, by alias: so it finds nothing to do. */
export function factsForWorkerSpell({
  services,
  spells,
}: Pick<DesiredPackage, 'services' | 'spells'>): ItemFacts {
  const ofServices = services.map(
    ({ alias, blueprintId }) => [alias, { [`blueprint:${alias}`]: blueprintId }] as const,
  );
  const ofSpells = spells
    .filter(({ alias }) => alias !== WORKER_SPELL)
    .map(
      ({ alias, triggerConfig, kv }) =>
        [
          alias,
          {
            [`trigger_config:${alias}`]: triggerDigest(triggerConfig),
            [`init_args:${alias}`]: valuesDigest(kv),
          },
        ] as const,
    );
  return new Map<string, Readonly<Record<string, string>>>([...ofServices, ...ofSpells]);
}

/** CID of a trigger configuration as a definition names it. */
export function triggerDigest(config: TriggerConfig): string {
  return textDigest(canonicalJson(config as unknown as JsonValue));
}
