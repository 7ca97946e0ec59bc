import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FolderCache } from '@noctiluca/aqua-compiler';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { readFluenceYaml } from '../../src/project/fluence-yaml.js';
import { projectCompiler } from '../../src/spells/project-compiler.js';
import { entriesOf } from '../../src/workers/entries.js';
import { valueTexts, wantedWorkers } from '../../src/workers/wanted-worker.js';

const WASM = fileURLToPath(new URL('../../../marine/test/fixtures/greeting.wasm', import.meta.url));
const aqua = (bytes: number) => `aqua Long
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"
func spell():
    Spell "sp"
    Spell.store_log("${'x'.repeat(bytes)}")
`;
const SERVICE = `version: 0\nname: greet\nmodules:\n  facade: { get: . }\n`;
const MODULE = 'version: 0\nname: greeting\ntype: compiled\n';

/** @param bytes of the script of the spell, at least */
async function wanted(hosts: string, bytes = 10) {
  const folder = tempFolder({
    'spell.aqua': aqua(bytes),
    'spell.yaml': 'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {}\n',
    'greet/service.yaml': SERVICE,
    'greet/module.yaml': MODULE,
  });
  await copyFile(WASM, folder.at('greet/greeting.wasm'));
  const text = `version: 9
aquaDependencies: {}
services: { greet: { get: greet }, other: { get: greet }, self: { get: greet } }
spells: { sp: { get: spell.yaml } }
hosts: ${hosts}
`;
  const { project } = readFluenceYaml(text, folder.at('fluence.yaml'));
  const { folders } = projectCompiler(folder.root, project);
  const compiler = { folders, cache: new FolderCache(folder.at('cache')), cwd: folder.root };
  return wantedWorkers(project, entriesOf(project), compiler);
}

describe('a worker that is wanted', () => {
  it('has what the files say of its services and spells', async () => {
    const [worker] = await wanted('{ w: { peerIds: [x], services: [greet, other], spells: [sp] } }');
    expect(worker?.services.map(({ name }) => name)).toEqual(['greet', 'other']);
    // the name is part of a blueprint
    expect(new Set(worker?.services.map(({ blueprintId }) => blueprintId)).size).toBe(2);
    expect(worker?.services[0]?.modules).toMatchObject([
      { name: 'greeting', cid: expect.stringMatching(/^baf/) },
    ]);
    expect(worker?.spells).toMatchObject([{ name: 'sp', kv: {} }]);
  });

  it('shares what several workers want', async () => {
    const workers = await wanted('{ v: { peerIds: [x], spells: [sp] }, w: { peerIds: [x], spells: [sp] } }');
    expect(workers[0]?.spells[0]).toBe(workers[1]?.spells[0]);
  });

  it('is refused with a script that the worker spell would not keep in place', async () => {
    const hosts = '{ w: { peerIds: [x], spells: [sp] } }';
    await expect(wanted(hosts, 262_144)).rejects.toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringContaining('more than the 262144'),
    });
    const [worker] = await wanted(hosts, 200_000);
    expect(worker?.spells[0]?.script.length).toBeGreaterThan(200_000);
  });

  it.each([
    ['{ w: { peerIds: [x] } }', 'PROJECT_INVALID', 'hosts.w has neither services nor spells'],
    ['{ w: { peerIds: [x], services: [greet], spells: [greet] } }', 'PROJECT_INVALID', 'names "greet" twice'],
    ['{ w: { peerIds: [x], services: [self] } }', 'PROJECT_INVALID', '"self", which is reserved'],
    ['{ w: { peerIds: [x], services: [gone] } }', 'SERVICE_UNKNOWN', 'the service "gone"'],
    ['{ w: { peerIds: [x], spells: [gone] } }', 'SPELL_UNKNOWN', 'the spell "gone"'],
    ['{ w: { peerIds: [x], spells: [constructor] } }', 'SPELL_UNKNOWN', 'the spell "constructor"'],
  ])('is refused: %s', async (hosts, code, message) => {
    await expect(wanted(hosts)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe('initial values of a spell', () => {
  it('are JSON texts with their keys in order', () => {
    const values = { b: { z: 1, a: [null, 'x'] }, a: new Date(0), u: undefined };
    expect(valueTexts(values)).toEqual({ a: '"1970-01-01T00:00:00.000Z"', b: '{"a":[null,"x"],"z":1}' });
  });
});
