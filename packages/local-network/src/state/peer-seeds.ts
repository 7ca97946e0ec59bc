import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { readOrCreateKeyFile } from '@noctiluca/node';
import { formatKey } from '@noctiluca/particle';
import { localPaths, peerName } from './paths.js';
import { WELL_KNOWN_PEERS } from './well-known-peers.js';

/**
 * Seed of peer number `index`, base64: the project's own (`.fluence/secrets/nox-N.txt`) when there is one, else the
 * well-known one, else one made for this project.
 */
export async function peerSeed(fluenceDir: string, index: number): Promise<string> {
  const paths = localPaths(fluenceDir);
  try {
    return (await readFile(path.join(paths.secrets, `${peerName(index)}.txt`), 'utf8')).trim();
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
  }
  const wellKnown = WELL_KNOWN_PEERS[index];
  if (wellKnown) return wellKnown.seed;
  return formatKey(await readOrCreateKeyFile(path.join(paths.peer(peerName(index)), 'peer.key')));
}
