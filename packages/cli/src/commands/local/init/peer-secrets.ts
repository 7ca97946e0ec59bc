import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readKeyFile } from '@noctiluca/node/keys';
import { formatKey, generateKeyPair } from '@noctiluca/particle';
import { stringify } from 'yaml';
import { z } from 'zod';
import { keyFile } from '../../../client/keys.js';
import { editYaml } from '../../../project/edit-yaml.js';
import { readYaml } from '../../../project/read-yaml.js';
import { writeIfAbsent } from '../../../project/write-if-absent.js';

const HEAD = '# Keys of the peers that provider.yaml names: for nobody else.\n\n';
const secretsYaml = z.looseObject({
  noxes: z.record(z.string(), z.looseObject({ networkKey: z.string() })),
});

interface PeerSecrets {
  /** Base64 of the seed, as in the peer's key file. */
  readonly networkKey: string;
  /** Key of an Ethereum account, hexadecimal: upstream's chain knows the peer by it. */
  readonly signingWallet: string;
}

/**
 * Gives each peer a key: `secrets/<peer>.txt`, and an entry of `provider-secrets.yaml` (spec/fluence-cli.md §2.7). Keys that
 * either has stay as they are.
 * @returns the files that were written
 * @throws CliError `BAD_ARGUMENT` for a name that is no file name, `PROJECT_INVALID`
 */
export async function ensurePeerSecrets(fluenceDir: string, peers: readonly string[]): Promise<string[]> {
  const file = path.join(fluenceDir, 'provider-secrets.yaml');
  const known = existsSync(file) ? (await readYaml(file, secretsYaml)).noxes : {};
  const keys = await Promise.all(
    peers.map(
      async (name) => [name, await peerKey(keyFile(fluenceDir, name), known[name]?.networkKey)] as const,
    ),
  );
  const missing = keys.filter(([name]) => !Object.hasOwn(known, name));
  const entries = missing.map(([name, { key }]) => [name, secretsOf(key)] as const);
  if (entries.length > 0) await addEntries(file, entries);
  return [...keys.flatMap(([, { written }]) => written), ...(entries.length > 0 ? [file] : [])];
}

async function peerKey(file: string, known: string | undefined): Promise<{ key: string; written: string[] }> {
  if (existsSync(file)) return { key: formatKey(await readKeyFile(file)), written: [] };
  const key = known ?? formatKey(generateKeyPair());
  return { key, written: [await writeIfAbsent(file, key, 0o600)] };
}

function secretsOf(networkKey: string): PeerSecrets {
  return { networkKey, signingWallet: `0x${randomBytes(32).toString('hex')}` };
}

async function addEntries(file: string, entries: readonly (readonly [string, PeerSecrets])[]): Promise<void> {
  if (!existsSync(file)) {
    const content = { version: 0, noxes: Object.fromEntries(entries) };
    await writeIfAbsent(file, HEAD + stringify(content), 0o600);
    return;
  }
  await editYaml(file, (text) => {
    for (const [name, secrets] of entries) text.set(['noxes', name], secrets);
  });
}
