import type { TriggerConfig } from '@noctiluca/spells';
import type { ItemKind, Journal } from './journal.js';

/** A service or spell of a peer's own scope. */
export interface ObservedItem {
  readonly id: string;
  readonly kind: ItemKind;
  /** Of a service. */
  readonly blueprintId: string;
  readonly ownerId: string;
  readonly aliases: readonly string[];
  /** Executables its modules were given, module name to import name to path; undefined: not told. */
  readonly binaries?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of a spell; undefined also for one that the peer cannot read. */
  readonly spell?: { readonly scriptDigest: string; readonly triggerConfig: TriggerConfig };
}

/** What a peer has, as far as a plan needs it: what holds the aliases asked for, and what the journal names. */
export interface Observed {
  readonly peerId: string;
  /** Changes with each start of the peer. */
  readonly life: string;
  readonly items: readonly ObservedItem[];
  readonly journal: Journal;
}
