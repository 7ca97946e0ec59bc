import { HOST_SCOPE } from '@noctiluca/host';
import { BEGIN_MS } from '@noctiluca/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { LIST_MAX_LENGTH, MAX_LOGS, VALUE_MAX_BYTES } from '../src/constants.js';
import type { SpellChange } from '../src/index.js';
import { startTestPeer, type TestPeer } from './utils/test-peer.js';

let peer: TestPeer;
afterEach(() => peer.destroy());

async function spell() {
  peer = await startTestPeer();
  const id = await peer.install();
  const view = () => peer.spells.get(HOST_SCOPE, id)!;
  return { id, view, update: (change: SpellChange) => peer.spells.update(HOST_SCOPE, id, change) };
}

describe('a change of a spell', () => {
  it('sets texts as they are, where data sets JSON', async () => {
    const { id, view, update } = await spell();
    await update({ strings: { text: 'as "it" is', empty: '' }, data: { json: 'as "it" is' } });
    expect([view().value('text'), view().value('json'), view().value('empty')]).toEqual([
      'as "it" is',
      '"as \\"it\\" is"',
      '',
    ]);
    expect(await peer.result(id, 'get_string', ['text'])).toMatchObject({
      value: 'as "it" is',
      absent: false,
    });
  });

  it('forgets values and lists; what is set too is set', async () => {
    const { view, update } = await spell();
    await update({ strings: { a: '1', b: '1', c: '1' }, push: { a: 'x', b: 'x' } });
    await update({ forget: ['a', 'b', 'never'], strings: { b: '2' }, data: { d: 3 } });
    expect(['a', 'b', 'c', 'd'].map((key) => view().value(key))).toEqual([undefined, '2', '1', '3']);
    expect([view().list('a'), view().list('b')]).toEqual([[], []]);
    await update({ forget: ['e'], push: { e: 'x' } });
    expect(view().list('e')).toEqual(['x']);
  });

  it('pushes to lists, beside a value of that name, and begins a full one anew', async () => {
    const { view, update } = await spell();
    await update({ strings: { a: 'value' }, push: { a: 'one' } });
    await update({ push: { a: 'two' } });
    expect([view().value('a'), view().list('a')]).toEqual(['value', ['one', 'two']]);
    await Promise.all(Array.from({ length: LIST_MAX_LENGTH - 2 }, () => update({ push: { a: 'more' } })));
    expect(view().list('a')).toHaveLength(LIST_MAX_LENGTH);
    await update({ push: { a: 'new' } });
    expect(view().list('a')).toEqual(['new']);
  });

  it('adds lines to the log, at the time of the change, and keeps the last', async () => {
    const { view, update } = await spell();
    await update({ log: ['one', 'two'] });
    const timestamp = BEGIN_MS / 1000;
    expect(view().logs()).toEqual(['one', 'two'].map((message) => ({ timestamp, message })));
    await update({ log: Array.from({ length: MAX_LOGS }, (_, at) => String(at)) });
    expect(
      view()
        .logs()
        .map(({ message }) => message),
    ).toEqual(Array.from({ length: MAX_LOGS }, (_, at) => String(at)));
  });

  it('is all of it or nothing, and counted once', async () => {
    const { view, update } = await spell();
    await update({ script: '(never)', strings: { a: '1' }, push: { b: 'x' }, log: ['done'] });
    expect(view()).toMatchObject({ version: 2, script: '(never)' });
    const before = { ...view(), logs: view().logs() };
    await expect(
      update({
        ...{ script: '(null)', forget: ['a'], log: ['not done'], push: { b: 'y' } },
        strings: { c: 'x'.repeat(VALUE_MAX_BYTES + 1) },
      }),
    ).rejects.toMatchObject({ code: 'LIMIT' });
    expect(JSON.stringify({ ...view(), logs: view().logs() })).toBe(JSON.stringify(before));
    expect([view().value('a'), view().list('b')]).toEqual(['1', ['x']]);
  });

  it('of what is no spell is refused', async () => {
    await spell();
    await expect(peer.spells.update(HOST_SCOPE, 'nobody', { strings: { a: '' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
