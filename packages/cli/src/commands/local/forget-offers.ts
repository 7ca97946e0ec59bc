import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { artifactsFile } from '../../chain/artifacts.js';
import { editYaml } from '../../project/edit-yaml.js';

/**
 * Takes the offers of the local chain out of `provider-artifacts.yaml`, which goes when it has no others: commands made it.
 * @throws CliError `PROJECT_INVALID`; the file is as it was
 */
export async function forgetLocalOffers(fluenceDir: string): Promise<void> {
  const file = artifactsFile(fluenceDir);
  if (!existsSync(file)) return;
  let isOfOthers = true;
  await editYaml(file, (text) => {
    const offers = text.get('offers');
    if (!(offers instanceof Map) || !offers.has('local')) return;
    isOfOthers = offers.size > 1;
    if (isOfOthers) text.remove(['offers', 'local']);
  });
  if (!isOfOthers) await rm(file, { force: true });
}
