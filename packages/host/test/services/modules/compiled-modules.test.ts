import { expect, test } from 'vitest';
import { CompiledModules } from '../../../src/services/modules/compiled-modules.js';
import { fixture } from '../../utils/test-host.js';

test('a module is compiled once for all peers of a process; each reads its own bytes', async () => {
  const wasm = await fixture('effector');
  const reads: string[] = [];
  const load = (peer: string) => async () => {
    reads.push(peer);
    return { name: 'effector', wasm };
  };
  const [a, b] = [new CompiledModules(), new CompiledModules()];
  const [first, second] = await Promise.all([a.get('cid', load('a')), b.get('cid', load('b'))]);
  expect(second).toBe(first);
  expect(await a.get('cid', load('a'))).toBe(first);
  expect(reads.sort()).toEqual(['a', 'b']);
  const gone = () => Promise.reject(new Error('the bytes are gone'));
  await expect(new CompiledModules().get('cid', gone)).rejects.toThrow('the bytes are gone');
});
