import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { editYaml } from '../project/edit-yaml.js';
import { readYaml } from '../project/read-yaml.js';
import { writeIfAbsent } from '../project/write-if-absent.js';

const artifactsYaml = z.looseObject({
  version: z.literal(1),
  offers: z.record(z.string(), z.record(z.string(), z.looseObject({ id: z.string() })).nullish()),
});

const EMPTY = 'version: 1\noffers: {}\n';

export const artifactsFile = (fluenceDir: string): string => path.join(fluenceDir, 'provider-artifacts.yaml');

/** Ids of the offers of the local chain by name, as `offer-create` has written them. @throws CliError `PROJECT_INVALID` */
export async function recordedOffers(fluenceDir: string): Promise<ReadonlyMap<string, string>> {
  const file = artifactsFile(fluenceDir);
  if (!existsSync(file)) return new Map();
  const { offers } = await readYaml(file, artifactsYaml);
  return new Map(Object.entries(offers.local ?? {}).map(([name, { id }]) => [name, id]));
}

/** Writes it beside the others. @throws CliError `PROJECT_INVALID` */
export async function recordOffer(fluenceDir: string, name: string, id: string): Promise<void> {
  const file = artifactsFile(fluenceDir);
  await mkdir(fluenceDir, { recursive: true });
  if (!existsSync(file)) await writeIfAbsent(file, EMPTY);
  await editYaml(file, (text) => text.set(['offers', 'local', name], { id }));
}
