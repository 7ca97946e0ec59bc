import { existsSync } from 'node:fs';
import { editYaml } from '../../project/edit-yaml.js';
import { workersFile } from '../../project/workers-yaml.js';

/**
 * Takes the deals of the local network out of `workers.yaml`: with its chain and peers they are gone.
 * @returns whether there were any
 * @throws CliError `PROJECT_INVALID`; the file is as it was
 */
export async function forgetLocalDeals(fluenceDir: string): Promise<boolean> {
  const file = workersFile(fluenceDir);
  if (!existsSync(file)) return false;
  let had = false;
  await editYaml(file, (text) => {
    // Version 0 does not tell whose a deal is.
    if (text.get('version') !== 1) return;
    const deals = text.get('deals');
    had = deals instanceof Map && deals.has('local');
    if (had) text.remove(deals instanceof Map && deals.size === 1 ? ['deals'] : ['deals', 'local']);
  });
  return had;
}
