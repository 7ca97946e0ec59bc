import type { KeyPair } from '@noctiluca/particle';

export interface ClientLibp2pInit {
  readonly keyPair: KeyPair;
  /** What identify says of this program. */
  readonly agent: { readonly name: string; readonly version: string };
}
