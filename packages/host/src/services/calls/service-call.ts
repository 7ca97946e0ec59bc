import type { JsonValue, Tetraplet } from '@noctiluca/marine';

/** What is called on a service, and with what. */
export interface ServiceCall {
  readonly functionName: string;
  readonly args: readonly JsonValue[];
  readonly tetraplets: readonly (readonly Tetraplet[])[];
}
