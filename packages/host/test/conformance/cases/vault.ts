import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cidOf } from '@noctiluca/store';
import { expect } from 'vitest';
import { variantOfEffector } from '../../utils/test-host.js';
import { asManagement, type ConformanceCase, PROTECTED, type World } from '../case.js';

const CONFIG = { name: 'from-vault' };

// One particle of everybody for all cases: its vault is what they read.
const shared = new WeakMap<object, ReturnType<World['particleBy']>>();

function particleOf(world: World) {
  const particle = shared.get(world.keyPair) ?? world.particleBy(world.management);
  shared.set(world.keyPair, particle);
  return particle;
}

/** By the management, within the particle that has files. */
const here = (world: World) => ({ particle: particleOf(world) });

async function put(world: World, content: string): Promise<string> {
  return String(await world.result('vault', 'put', [content], here(world)));
}

async function virtualDir(world: World): Promise<string> {
  const path = await put(world, '');
  return path.slice(0, path.lastIndexOf('/'));
}

/** Leaves wasm in the vault as a service would: `vault.put` takes texts only. */
async function leaveModule(world: World, wasm: Uint8Array): Promise<string> {
  const name = (await virtualDir(world)).split('/').at(-1) ?? '';
  await writeFile(join(world.dir, 'vault', world.keyPair.peerId, name, 'x.wasm'), wasm);
  return 'x.wasm';
}

const foreign = (path: string) => async (world: World) =>
  `Error: Incorrect vault path \`${path}\`: doesn't belong to vault (\`${await virtualDir(world)}\`)`;

const MISSING = "Error: Incorrect vault  path `nothing`: doesn't exist";
const BLUEPRINT = {
  name: 'x',
  dependencies: [{ '/': 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy' }],
};

export const cases: readonly ConformanceCase[] = [
  {
    fn: 'vault.put',
    args: ['hello'],
    how: here,
    result: {
      check: (path, world) =>
        expect(path).toMatch(
          new RegExp(`^/tmp/vault/${particleOf(world).id}-[1-9A-HJ-NP-Za-km-z]{80,90}/[0-9a-f-]{36}$`),
        ),
    },
  },
  { fn: 'vault.put', args: [1], error: "Error: Error deserializing field 'content': expected string, got 1" },
  { fn: 'vault.cat', args: async (world) => [await put(world, 'hello')], how: here, result: 'hello' },
  {
    fn: 'vault.cat',
    why: 'relative to the vault',
    args: async (world) => [(await put(world, 'Grüße')).split('/').at(-1) ?? ''],
    how: here,
    result: 'Grüße',
  },
  {
    fn: 'vault.cat',
    args: ['/etc/passwd'],
    how: here,
    error: 'Error reading vault file `/etc/passwd`',
  },
  { fn: 'vault.cat', args: ['nothing'], how: here, error: 'Error reading vault file `nothing`' },
  {
    fn: 'vault.cat',
    why: 'the path of another particle',
    args: async (world) => [await put(world, 'secret')],
    error: /^Error reading vault file `\/tmp\/vault\/.*`$/,
  },
  {
    fn: 'dist.load_module_config',
    args: async (world) => [
      await put(
        world,
        JSON.stringify({ name: 'm', logging_mask: 3, wasi: { envs: { K: 'V' } }, mem_pages_count: 1 }),
      ),
    ],
    how: here,
    result: { name: 'm', load_from: null, file_name: null, logging_mask: 3, wasi: { envs: { K: 'V' } } },
  },
  { fn: 'dist.load_module_config', args: ['/etc/passwd'], how: here, error: foreign('/etc/passwd') },
  { fn: 'dist.load_module_config', args: ['nothing'], how: here, error: MISSING },
  { fn: 'dist.load_module_config', args: ['.'], how: here, error: /^Error: Read vault failed for `\.`: / },
  {
    fn: 'dist.load_module_config',
    args: async (world) => [await put(world, '{"name":1}')],
    how: here,
    error: 'Error deserializing module config: `name` must be a string, got 1',
  },
  {
    fn: 'dist.load_module_config',
    args: async (world) => [await put(world, '{"name":"x","wasi":{"envs":[]}}')],
    how: here,
    error: 'Error deserializing module config: `envs` must be an object of strings, got []',
  },
  {
    fn: 'dist.load_blueprint',
    args: async (world) => [await put(world, ` ${JSON.stringify({ ...BLUEPRINT, other: 1 })}`)],
    how: here,
    result: JSON.stringify({ dependencies: BLUEPRINT.dependencies, name: 'x' }),
  },
  { fn: 'dist.load_blueprint', args: ['nothing'], how: here, error: MISSING },
  {
    fn: 'dist.load_blueprint',
    args: ['../x'],
    how: here,
    error: "Error: Incorrect vault  path `../x`: doesn't exist",
  },
  { fn: 'dist.load_blueprint', args: ['..'], how: here, error: foreign('..') },
  {
    fn: 'dist.load_blueprint',
    args: async (world) => [await put(world, '[]')],
    how: here,
    error: 'Error deserializing blueprint from IPLD: it must be an object',
  },
  { fn: 'dist.add_module_from_vault', args: ['nothing', CONFIG], how: here, error: MISSING },
  { fn: 'dist.add_module_from_vault', args: ['nothing', CONFIG], error: PROTECTED },
  {
    fn: 'dist.add_module_from_vault',
    args: async (world) => [await leaveModule(world, await variantOfEffector(1)), CONFIG],
    how: here,
    result: async () => cidOf(await variantOfEffector(1)),
  },
  {
    fn: 'dist.add_module_from_vault',
    args: async (world) => [await put(world, 'no wasm'), CONFIG],
    how: here,
    error: /^Error: module 'from-vault' does not compile/,
  },
  {
    fn: 'dist.add_module_bytes_from_vault',
    args: async (world) => ['other', await leaveModule(world, await variantOfEffector(2))],
    how: here,
    result: async () => cidOf(await variantOfEffector(2)),
  },
  { fn: 'dist.add_module_bytes_from_vault', args: ['x', 'nothing'], how: here, error: MISSING },
  { fn: 'dist.add_module_bytes_from_vault', args: ['x', 'nothing'], error: PROTECTED },
  {
    fn: 'dist.add_module_bytes_from_vault',
    args: ['x'],
    how: asManagement,
    error: "Error: Field 'module_path' is missing from args to call_service",
  },
];

export const infallible: readonly string[] = [];
