import type { AvmPoolInit } from '@noctiluca/avm';
import type { ServiceRunnerInit } from '@noctiluca/marine';

/** How the client runs AquaVM and Marine services. */
export interface RuntimeOptions {
  /** AquaVM on a thread of its own, `{}` for the usual one: 5 s for an invocation. @default on the calling thread */
  readonly avm?: AvmPoolInit;
  /**
   * AquaVM has Node.js sign and verify, which is the larger part of its work (docs/adr/018); false for the stock module.
   * @default true
   */
  readonly nativeSignatures?: boolean;
  /** @default two threads at most, made for the first service */
  readonly services?: ServiceRunnerInit;
}
