import { describe, expect, it } from 'vitest';
import { FolderCache } from '../../src/aqua/index.js';
import type { FluenceProject } from '../../src/project/project.js';
import { projectCompiler } from '../../src/spells/project-compiler.js';
import { desiredWorkers } from '../../src/workers/desired.js';
import { tempFolder } from '../aqua/fixture.js';

const aqua = (bytes: number) => `aqua Long
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"
func spell():
    Spell "sp"
    Spell.store_log("${'x'.repeat(bytes)}")
`;

/** A worker of one spell whose script has some more than these bytes. */
async function workerWith(bytes: number) {
  const folder = tempFolder({
    'spell.aqua': aqua(bytes),
    'spell.yaml': 'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {}\n',
  });
  const project = {
    file: folder.at('fluence.yaml'),
    rootDir: folder.root,
    aquaImports: [],
    services: {},
    spells: { sp: { get: folder.at('spell.yaml') } },
    hosts: { w: { services: [], spells: ['sp'] } },
  } as unknown as FluenceProject;
  const { folders } = projectCompiler(folder.root, project as never);
  const compiler = { folders, cache: new FolderCache(folder.at('cache')), cwd: folder.root };
  return desiredWorkers(project, ['w'], compiler);
}

describe('a worker that is wanted', () => {
  it('a script that the worker spell would not keep in place is refused', async () => {
    await expect(workerWith(262_144)).rejects.toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringContaining('more than the 262144'),
    });
    const [worker] = await workerWith(200_000);
    expect(worker?.spells[0]?.script.length).toBeGreaterThan(200_000);
  });
});
