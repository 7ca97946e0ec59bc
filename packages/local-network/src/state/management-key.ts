import { readOrCreateKeyFile } from '@noctiluca/node';
import { localPaths } from './paths.js';

/** The key that administers every peer of a project's local network; made at the first `local up`, kept by `down`. */
export async function managementKey(fluenceDir: string): Promise<{ peerId: string; file: string }> {
  const file = localPaths(fluenceDir).managementKey;
  const { peerId } = await readOrCreateKeyFile(file);
  return { peerId, file };
}
