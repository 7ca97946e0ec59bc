import { describe, expect, it } from 'vitest';
import { type CompositeInit, createCompositeService } from '../src/composite-service.js';
import type { NodeService } from '../src/node-service.js';

function part(name: string, rest: Partial<NodeService> = {}): NodeService {
  return { name, start: async () => {}, stop: async () => {}, ...rest };
}

const build = (init: Partial<CompositeInit>) => () =>
  createCompositeService({ name: 'node', services: [], ...init });

describe('a broken rule of composition is refused when building', () => {
  const shared = part('shared');
  const cases: { id: string; init: Partial<CompositeInit>; code: string; names: string }[] = [
    {
      id: 'unknown dependency',
      init: { services: [part('a', { dependsOn: ['ghost'] })] },
      code: 'UNKNOWN_DEPENDENCY',
      names: 'ghost',
    },
    {
      id: 'cycle',
      init: {
        services: [
          part('root'),
          part('a', { dependsOn: ['root', 'b'] }),
          part('b', { dependsOn: ['c'] }),
          part('c', { dependsOn: ['a'] }),
        ],
      },
      code: 'DEPENDENCY_CYCLE',
      names: 'a → b → c → a',
    },
    {
      id: 'dependency on itself',
      init: { services: [part('a', { dependsOn: ['a'] })] },
      code: 'DEPENDENCY_CYCLE',
      names: 'a → a',
    },
    {
      id: 'default that depends on an extra part',
      init: { services: [part('a', { dependsOn: ['x'] })], extra: [part('x')] },
      code: 'DEPENDENCY_CYCLE',
      names: 'x',
    },
    {
      id: 'duplicate name',
      init: { services: [part('a'), part('a')] },
      code: 'DUPLICATE_NAME',
      names: "'a'",
    },
    {
      id: 'extra part named like a default',
      init: { services: [part('a')], extra: [part('a')] },
      code: 'DUPLICATE_NAME',
      names: "'a'",
    },
    {
      id: 'one object in two places',
      init: { services: [part('a'), part('b')], replace: { a: shared, b: shared } },
      code: 'DUPLICATE_INSTANCE',
      names: "'b'",
    },
    {
      id: 'two replacements for one default',
      init: { services: [part('a')], replace: [part('a'), part('a')] },
      code: 'DUPLICATE_REPLACEMENT',
      names: "'a'",
    },
    {
      id: 'replacement of an unknown default',
      init: { services: [part('a')], replace: { b: part('mine') } },
      code: 'UNKNOWN_REPLACEMENT',
      names: "'b'",
    },
    {
      id: 'replacement of an extra part',
      init: { services: [part('a')], extra: [part('x')], replace: [part('x')] },
      code: 'UNKNOWN_REPLACEMENT',
      names: "'x'",
    },
    {
      id: 'part that says it is running',
      init: { services: [], extra: [part('x', { state: 'running' })] },
      code: 'ALREADY_RUNNING',
      names: "'x'",
    },
  ];
  for (const { id, init, code, names } of cases) {
    it(id, () => {
      expect(build(init)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(names) }));
    });
  }
});

describe('a part that has been started elsewhere', () => {
  it('is refused although it keeps no state itself, also after it was stopped', async () => {
    const plain = part('plain');
    const owner = createCompositeService({ name: 'owner', services: [plain] });
    await owner.start();
    expect(build({ extra: [plain] })).toThrow(expect.objectContaining({ code: 'ALREADY_RUNNING' }));
    await owner.stop();
    expect(build({ replace: { plain }, services: [part('plain')] })).toThrow(
      expect.objectContaining({ code: 'ALREADY_RUNNING' }),
    );
  });

  it('is refused at start when it was free while building, and nothing is begun', async () => {
    const plain = part('plain');
    const begun: string[] = [];
    const innocent = part('innocent', { start: async () => void begun.push('innocent') });
    const first = createCompositeService({ name: 'first', services: [plain] });
    const second = createCompositeService({ name: 'second', services: [innocent, plain] });
    await first.start();
    await expect(second.start()).rejects.toMatchObject({ code: 'ALREADY_RUNNING', part: 'plain' });
    expect(begun).toEqual([]);
    await createCompositeService({ name: 'third', services: [innocent] }).start();
    expect(begun).toEqual(['innocent']);
  });

  it('is refused when it is a composite that runs', async () => {
    const inner = createCompositeService({ name: 'inner', services: [part('a')] });
    await inner.start();
    expect(build({ services: [inner] })).toThrow(/'inner' is already running/);
  });
});

describe('a replacement', () => {
  it('by its own name takes the place of the default', async () => {
    const started: string[] = [];
    const mark = (who: string) => ({ start: async () => void started.push(who) });
    const node = createCompositeService({
      name: 'node',
      services: [part('store', mark('default')), part('host', { dependsOn: ['store'], ...mark('host') })],
      replace: [part('store', mark('mine'))],
    });
    await node.start();
    expect(started).toEqual(['mine', 'host']);
    expect(node.describe().children?.[0]).toMatchObject({ name: 'store', origin: 'replacement' });
  });

  it('under another name is known by the name of the default and inherits what it does not declare', async () => {
    const started: string[] = [];
    const mark = (who: string) => ({ start: async () => void started.push(who) });
    const node = createCompositeService({
      name: 'node',
      services: [
        part('api', { dependsOn: ['store'], ...mark('api') }),
        part('store', { dependsOn: ['disk'], ...mark('store') }),
        part('disk', mark('disk')),
      ],
      replace: { store: part('postgres', mark('postgres')) },
    });
    await node.start();
    expect(started).toEqual(['disk', 'postgres', 'api']);
  });
});
