import { createHash } from 'node:crypto';
import type { HostRecord } from '../project/workers-yaml.js';

/** Upstream's has the digits of `Math.random()`. */
const DIGITS = 16;

/**
 * Name under which hosts know the worker of an entry: `<entry>_<peer id of the client>_<digits>`, the one recorded if
 * there is one (spec/fluence-cli.md §2.6). The digits are the project's: a deployment that ends before it could record
 * anything finds its workers again.
 */
export function dummyDealId(
  name: string,
  clientPeerId: string,
  rootDir: string,
  recorded: HostRecord | undefined,
): string {
  if (recorded?.dummyDealId) return recorded.dummyDealId;
  const hash = createHash('sha256')
    .update(JSON.stringify([rootDir, name]))
    .digest();
  const digits = (hash.readBigUInt64BE() % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0');
  return `${name}_${clientPeerId}_${digits}`;
}
