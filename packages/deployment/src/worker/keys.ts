import type { ItemKind } from '../journal.js';

/** Keys under which the worker spell speaks of a service or spell (spec/fluence-cli.md §3, Phase D). */
export function keysOf(alias: string, kind: ItemKind): string[] {
  return kind === 'spell'
    ? [alias, `trigger_config:${alias}`, `init_args:${alias}`]
    : [alias, `blueprint:${alias}`];
}

/** Keys that one of the other kind had under the alias. */
export function keysOfOther(alias: string, kind: ItemKind): string[] {
  return keysOf(alias, kind === 'spell' ? 'service' : 'spell').slice(1);
}
