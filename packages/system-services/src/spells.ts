import type { PeerScope } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import type { TriggerConfig } from './distro.js';

/** A spell as its part tells about it. */
export interface SpellFacts {
  readonly spellId: string;
  readonly script: string;
  readonly triggerConfig: TriggerConfig;
}

/** What the deployer needs of the spells of a peer; `@noctiluca/spells`' `Spells` fits. */
export interface SpellsPort {
  install(spell: {
    readonly scope: PeerScope;
    readonly script: string;
    readonly data: { readonly [key: string]: JsonValue };
    readonly triggerConfig: TriggerConfig;
    readonly alias?: string;
    readonly ownerId?: string;
  }): Promise<string>;
  /** What is left out stays; of `data`, values that are not named stay. */
  update(
    scope: PeerScope,
    idOrAlias: string,
    change: {
      readonly script?: string;
      readonly triggerConfig?: TriggerConfig;
      readonly data?: { readonly [key: string]: JsonValue };
    },
  ): Promise<unknown>;
  remove(scope: PeerScope, idOrAlias: string): Promise<unknown>;
  get(scope: PeerScope, idOrAlias: string): SpellFacts | undefined;
  /** Lets triggers fire; until then spells wait. */
  startScheduling(): unknown;
}
