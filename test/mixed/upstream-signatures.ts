import { createHash } from 'node:crypto';
import type { JsonValue } from '@noctiluca/marine';
import { verifySignature } from '@noctiluca/particle';

type Json = { readonly [key: string]: JsonValue };

/** What every record of nox is signed over, whatever it says (spec/services.md §2.2). */
const CONSTANT = createHash('sha256').digest();

/**
 * The refusal of nox's registry, word for word but for signature and key, when one of the records is not signed over the
 * constant (spec/mixed-network.md no. 1); undefined when all are.
 */
export function refusalOf(functionName: string, args: readonly JsonValue[]): string | undefined {
  const bad = recordsOf(functionName, args).find((record) => !isOfUpstream(record));
  if (bad === undefined) return undefined;
  const { key_id, peer_id } = bad.metadata;
  return `Invalid record signature for key_id ${key_id} and issued by ${peer_id}: Failed to verify signature … with … ed25519 public key: Verification equation was not satisfied`;
}

interface Signed {
  readonly metadata: { readonly key_id: string; readonly peer_id: string };
  readonly signature: readonly number[];
}

function recordsOf(functionName: string, args: readonly JsonValue[]): Signed[] {
  if (functionName === 'republish_records') return args[0] as unknown as Signed[];
  if (functionName !== 'put_record') return [];
  return [{ metadata: args[0] as Json, signature: args[2] } as unknown as Signed];
}

function isOfUpstream({ metadata, signature }: Signed): boolean {
  return verifySignature(metadata.peer_id, CONSTANT, Uint8Array.from(signature));
}
