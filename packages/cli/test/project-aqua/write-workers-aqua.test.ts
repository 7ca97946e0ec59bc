import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../../src/project/fluence-yaml.js';
import { writeWorkersAqua } from '../../src/project-aqua/write-workers-aqua.js';

const YAML = (version: number) =>
  `version: ${version}\nworkers:\n  one: {}\nhosts:\n  one:\n    peerIds: [local-0]\n`;
const HOST = {
  ...{ definition: 'bafy', relayId: 'p', timestamp: '2023-07-07T11:39:57.610Z', dummyDealId: 'd' },
  installation_spells: [{ host_id: 'p', spell_id: 's', worker_id: 'w' }],
};
const NONE = { deals: {}, hosts: {} };
const DEPLOYED = { deals: {}, hosts: { local: { one: HOST } } };
/** As the first of these versions wrote it, in short. */
const PLAIN = 'data Info:\n    hosts: string\n\nfunc getWorkersInfo() -> Info:\n    <- Info(hosts="")\n';

async function written(version: number, record: typeof NONE, before?: string): Promise<string | undefined> {
  const { root } = tempFolder({
    'fluence.yaml': YAML(version),
    ...(before === undefined ? {} : { '.fluence/aqua/workers.aqua': before }),
  });
  const { project } = await loadProject(root);
  await writeWorkersAqua(path.join(root, '.fluence'), project, record, 'local');
  try {
    return readFileSync(path.join(root, '.fluence/aqua/workers.aqua'), 'utf8');
  } catch {
    return undefined;
  }
}

describe('writeWorkersAqua', () => {
  it('writes workers.aqua for a project of version 2', async () => {
    expect(await written(2, NONE)).toContain('one=nil');
    expect(await written(2, DEPLOYED)).toContain('workerId="w"');
  });

  it('does not for a later one, which imports hosts.aqua and deals.aqua', async () => {
    expect(await written(3, DEPLOYED)).toBeUndefined();
  });

  it('keeps to fields without optionals where the file that is there has them so', async () => {
    expect(await written(2, DEPLOYED, PLAIN)).not.toContain('?');
  });

  it('leaves such a file as it is while nothing is deployed', async () => {
    expect(await written(2, NONE, PLAIN)).toBe(PLAIN);
  });
});
