import { silentLogger } from '@noctiluca/lifecycle';
import { errorOf } from '@noctiluca/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { any } from '../../src/builtins/argument-types.js';
import { fields, none, required, rest } from '../../src/builtins/arguments.js';
import { describeBuiltins, renderBuiltins } from '../../src/builtins/documentation.js';
import { opBuiltins } from '../../src/builtins/op.js';
import { type BuiltinService, builtin } from '../../src/builtins/table.js';
import { notFoundOutcome } from '../../src/peer/outcome.js';
import { startTestHost, type TestHost } from '../utils/test-host.js';

const greeter: BuiltinService = {
  id: 'greeter',
  doc: 'A service in TypeScript.',
  functions: {
    whoami: builtin({
      doc: 'Author of the particle.',
      args: none,
      returns: 'PeerId',
      call: (_, { particle }) => particle.initPeerId,
    }),
    secret: builtin({
      access: 'protected',
      doc: 'For managers.',
      args: fields({ x: required(any) }),
      returns: 'any',
      call: async ({ x }) => x,
    }),
  },
  fallback: builtin({
    doc: 'Every other name.',
    args: rest('args'),
    returns: 'string',
    call: (_, { functionName }) => `you asked for ${functionName}`,
  }),
};

let at: TestHost;
beforeAll(async () => {
  at = await startTestHost({ builtins: [greeter] });
});
afterAll(() => at.destroy());

describe('a table of the user', () => {
  test('is served beside the others', async () => {
    expect(await at.result('greeter', 'whoami', [])).toBe(at.stranger.peerId);
    expect(await at.result('greeter', 'something', [])).toBe('you asked for something');
    expect(await at.result('op', 'identity', [1])).toBe(1);
  });

  test('is under the same access rules', async () => {
    expect(await at.error('greeter', 'secret', [1])).toContain('only available to the host');
    expect(await at.result('greeter', 'secret', [1], { by: at.management })).toBe(1);
    expect(await at.result('greeter', 'secret', [1], { by: at.keyPair })).toBe(1);
  });

  test('is documented', () => {
    expect(describeBuiltins(at.host.builtins)).toContainEqual({
      service: 'greeter',
      function: 'secret',
      signature: '(x: any) -> any',
      access: 'protected',
      doc: 'For managers.',
      notes: '',
      errors: [],
    });
    expect(renderBuiltins([greeter])).toContain(
      '| `*` | `(...args: any) -> string` | any | Every other name. |',
    );
  });

  test('may not define what another table defines', async () => {
    await expect(startTestHost({ builtins: [opBuiltins] })).rejects.toMatchObject({
      code: 'DUPLICATE_BUILTIN',
    });
  });
});

describe('a service in TypeScript', () => {
  test('has state, knows where its arguments come from, and is no Marine service', async () => {
    const lines = new Map<string, string>();
    const book: BuiltinService = {
      id: 'guest-book',
      doc: 'A guest book.',
      functions: {
        sign: builtin({
          doc: 'Leaves a line.',
          args: fields({ line: required(any) }),
          returns: '()',
          call({ line }, { particle, tetraplets }) {
            lines.set(particle.initPeerId, `${line} from ${tetraplets[0]?.[0]?.serviceId}`);
            return undefined;
          },
        }),
      },
      fallback: builtin({
        doc: 'Line of a peer.',
        args: none,
        returns: 'string',
        call: (_, { functionName }) => lines.get(functionName) ?? '',
      }),
    };
    const other = await startTestHost({ builtins: [book] });
    const origin = { peerPk: other.keyPair.peerId, serviceId: 'op', functionName: 'identity', lens: '' };
    const outcome = await other.call('guest-book', 'sign', ['hello'], { tetraplets: [[origin]] });
    expect(outcome).toEqual({ kind: 'empty' });
    expect(await other.result('guest-book', other.stranger.peerId, [])).toBe('hello from op');
    expect(await other.result('srv', 'list', [])).toEqual([]);
    expect(await other.error('srv', 'get_interface', ['guest-book'])).toBe(
      "Error: Service with id 'guest-book' not found on Host",
    );
    await other.destroy();
  });
});

describe('a built-in that fails in an unforeseen way', () => {
  const broken: BuiltinService = {
    id: 'broken',
    doc: 'Fails.',
    functions: {
      throws: builtin({ doc: '', args: none, returns: '()', call: () => String(JSON.parse('')) }),
      rejects: builtin({ doc: '', args: none, returns: '()', call: () => Promise.reject('text') }),
      cut: builtin({
        doc: '',
        args: none,
        returns: '()',
        call: () => Promise.reject(new Error('half a pair: \ud83d')),
      }),
      unprintable: builtin({ doc: '', args: none, returns: '()', call: () => 2n ** 80n }),
    },
  };

  test('is an error to its caller and to nobody else (spec/nox.md §9.2 no. 13)', async () => {
    const lines: string[] = [];
    const logger = {
      ...silentLogger,
      child: () => logger,
      error: (_: object, line: string) => lines.push(line),
    };
    const other = await startTestHost({ builtins: [broken] }, { logger });
    expect(await other.error('broken', 'throws', [])).toBe('Unexpected end of JSON input');
    expect(await other.error('broken', 'rejects', [])).toBe('text');
    expect(await other.error('broken', 'cut', [])).toBe('half a pair: \ufffd');
    expect(await other.error('broken', 'unprintable', [])).toContain('integer');
    expect(lines).toEqual(Array(3).fill('Call failed with an unforeseen error'));
    expect(await other.result('op', 'identity', [1])).toBe(1);
    await other.destroy();
  });
});

describe('what nobody answers', () => {
  test('has upstream text', () => {
    expect(errorOf(notFoundOutcome({ serviceId: 'x', functionName: 'f' }))).toBe(
      "Service with id 'x' not found (function f)",
    );
  });
});
