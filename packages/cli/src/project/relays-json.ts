import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FluenceProject } from './project.js';

/**
 * Writes `relays.json` into each folder of `relaysPath`: what the project's apps connect to, in upstream's shape. A file that
 * says the same already is left alone.
 * @param addresses WebSocket multiaddrs with peer ids
 * @returns the files that were written
 */
export async function writeRelays(
  { relaysPaths }: Pick<FluenceProject, 'relaysPaths'>,
  addresses: readonly string[],
): Promise<string[]> {
  const relays = addresses.map((multiaddr) => ({
    multiaddr,
    peerId: multiaddr.slice(multiaddr.lastIndexOf('/') + 1),
  }));
  const text = JSON.stringify(relays, null, 2);
  const written: string[] = [];
  for (const folder of relaysPaths) {
    const file = path.join(folder, 'relays.json');
    if ((await readFile(file, 'utf8').catch(() => undefined))?.trim() === text) continue;
    await mkdir(folder, { recursive: true });
    await writeFile(file, text);
    written.push(file);
  }
  return written;
}
