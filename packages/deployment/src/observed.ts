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

/** What a scope of a peer has, as far as a plan needs it: what holds the aliases asked for, and what the journal names. */
export interface Observed {
  /** Peer of the scope, to whom belongs what is deployed there. */
  readonly peerId: string;
  /** Changes with each start of the peer. */
  readonly life: string;
  readonly items: readonly ObservedItem[];
  readonly journal: Journal;
  /** The peer's clock, seconds since the epoch. @default 0, by which nothing has ended */
  readonly nowSec?: number;
  /** The worker that the scope is; undefined: the scope is the host. */
  readonly worker?: ObservedWorker;
}

/** A worker as a scope. */
export interface ObservedWorker {
  /** Its peer id; undefined while it is to be made. */
  readonly id: string | undefined;
  /** One that rests runs nothing: somebody meant it, so that it is not for a deployment to undo. */
  readonly active: boolean;
}
