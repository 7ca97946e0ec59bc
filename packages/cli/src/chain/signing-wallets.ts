import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readYaml } from '../project/read-yaml.js';

const wallet = z
  .string()
  .regex(/^(0x)?[0-9a-f]{64}$/i, 'is no private key: 0x and 64 digits')
  .transform((key) => (key.startsWith('0x') ? key : `0x${key}`));
const secretsYaml = z.looseObject({
  noxes: z.record(z.string(), z.looseObject({ signingWallet: wallet.optional() })),
});

/** Keys of the accounts of peers by name, 0x-hex, as provider-secrets.yaml has them. @throws CliError `PROJECT_INVALID` */
export async function signingWallets(fluenceDir: string): Promise<ReadonlyMap<string, string>> {
  const file = path.join(fluenceDir, 'provider-secrets.yaml');
  if (!existsSync(file)) return new Map();
  const { noxes } = await readYaml(file, secretsYaml);
  return new Map(
    Object.entries(noxes).flatMap(([name, { signingWallet }]) =>
      signingWallet === undefined ? [] : [[name, signingWallet]],
    ),
  );
}
