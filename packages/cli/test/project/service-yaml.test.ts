import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readServiceModules } from '../../src/project/service-yaml.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-service-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = async (file: string, text: string) => {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
};
const names = async (get: string) =>
  (await readServiceModules(path.join(root, get), root)).map(({ name }) => name);

describe('readServiceModules', () => {
  it('puts the facade last, whatever the order in the file', async () => {
    await write('s/service.yaml', 'name: s\nmodules:\n  facade: {get: .}\n  helper: {get: helper}\n');
    await write('s/module.yaml', 'name: s\ntype: compiled\n');
    await write('s/s.wasm', '');
    await write('s/helper/module.yaml', 'name: helper\n');
    await write('s/helper/helper.wasm', '');
    expect(await names('s')).toEqual(['helper', 's']);
    expect(await names('s/service.yaml')).toEqual(['helper', 's']);
  });

  it.each(['wasm32-wasip1', 'wasm32-wasi'])("takes a rust module's build from target/%s", async (target) => {
    await write('s/service.yaml', 'name: s\nmodules:\n  facade: {get: .}\n');
    await write('s/module.yaml', 'name: s\ntype: rust\n');
    await write(`target/${target}/release/s.wasm`, '');
    const [module] = await readServiceModules(path.join(root, 's'), root);
    expect(module?.wasmFile).toBe(path.join(root, 'target', target, 'release', 's.wasm'));
  });

  describe('errors', () => {
    it('says where it looked for a missing wasm and how to build it', async () => {
      await write('s/service.yaml', 'name: s\nmodules:\n  facade: {get: .}\n');
      await write('s/module.yaml', 'name: s\ntype: rust\n');
      await expect(names('s')).rejects.toMatchObject({
        code: 'MODULE_UNREADABLE',
        message: expect.stringMatching(/s\.wasm[\s\S]*fluence build/),
      });
    });

    it.each([
      ['no facade', 'name: s\nmodules:\n  other: {get: .}\n', 'facade'],
      ['no YAML', 'a: [', 'Cannot read'],
      ['no modules', 'name: s\n', 'modules'],
    ])('refuses a service file with %s', async (_id, text, word) => {
      await write('s/service.yaml', text);
      await expect(names('s')).rejects.toMatchObject({
        code: 'PROJECT_INVALID',
        message: expect.stringContaining(word),
      });
    });
  });
});
