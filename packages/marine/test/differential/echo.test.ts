import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseJson } from '../../src/json/parse.js';
import { printJson } from '../../src/json/print.js';
import { createService, type MarineService } from '../../src/service/service.js';
import { PARAMETERS } from '../utils/modules.js';
import { createOracle, type Oracle, outcome, sortedKeys } from '../utils/oracle.js';
import { echoName, linkedProbe, probe, SHAPES } from '../utils/probe.js';
import { asJson, valuesOf } from '../utils/values.js';

/** Texts in which ours differ knowingly: syntax errors, which nox never sees, and the engine's own words of a trap. */
const ARGUMENTS = [
  ...[
    '[0]',
    '[1]',
    '[-1]',
    '[127]',
    '[128]',
    '[-128]',
    '[-129]',
    '[255]',
    '[256]',
    '[32767]',
    '[32768]',
    '[65535]',
    '[65536]',
  ],
  ...['[2147483647]', '[2147483648]', '[-2147483648]', '[-2147483649]', '[4294967295]', '[4294967296]'],
  ...['[9223372036854775807]', '[9223372036854775808]', '[-9223372036854775808]', '[-9223372036854775809]'],
  ...[
    '[18446744073709551615]',
    '[18446744073709551616]',
    '[9007199254740993]',
    '[1.0]',
    '[1e3]',
    '[-0]',
    '[-0.0]',
  ],
  ...[
    '[1.5]',
    '[0.1]',
    '[16777217]',
    '[1e39]',
    '[1e308]',
    '[1e16]',
    '[1e21]',
    '[1e-6]',
    '["a"]',
    '["a\\"b\\n"]',
    '[null]',
  ],
  ...[
    '[true]',
    '[false]',
    '[[7]]',
    '[[7,8]]',
    '[[]]',
    '[{}]',
    '[]',
    '{}',
    'null',
    '5',
    '"x"',
    'true',
    '{"a0":1}',
    '{"a0":"s"}',
  ],
  ...[
    '{"a0":[1]}',
    '{"b":1}',
    '{"a0":1,"z":2}',
    '[1,2]',
    '[[[5]]]',
    '[["a"]]',
    '[[["a"]]]',
    '[[300]]',
    '[[1,-1]]',
    '[[null]]',
  ],
  ...[
    '[[[1],2]]',
    '[["x",["y"]]]',
    '["\\u0000\\ufeffж😀"]',
    '[{"a":1}]',

    '[[1,"z"]]',
    '[[1,"z",3]]',
  ],
  ...[
    '[{"a":[1],"s":["x"]}]',
    '[{"a":1,"s":"x"}]',
    '[[[1,"p"],{"a":2,"s":""}]]',
    '{"a":1}',
    '[{"A":1,"s":"x"}]',
  ],
];

const LENGTHS = [1, 2, 127, 128, 1000, 65536];

let oracle: Oracle;
let service: MarineService;
let direct: { oracle: Oracle; service: MarineService };

beforeAll(async () => {
  const modules = [
    { config: { name: 'probe' }, wasm: probe() },
    { config: { name: 'linked' }, wasm: linkedProbe() },
  ];
  [oracle, service] = [await createOracle(modules), createService({ serviceId: 'sid', modules })];
  const alone = modules.slice(0, 1);
  direct = {
    oracle: await createOracle(alone),
    service: createService({ serviceId: 'sid', modules: alone }),
  };
});

function ours(name: string, args: string) {
  return outcome(() => printJson(sortedKeys(service.call(name, parseJson(args), PARAMETERS))));
}

function theirs(name: string, args: string) {
  return outcome(() => printJson(sortedKeys(parseJson(oracle.callJson(name, args)))));
}

/** One call with fresh logs, and both modules' logs after it. */
function history(call: (name: string, args: string) => unknown, name: string, args: string): unknown[] {
  call('reset', '[]');
  call('probe_reset', '[]');
  return [call(name, args), call('events', '[]'), call('probe_events', '[]')];
}

describe.each(SHAPES)('%s', (type) => {
  const name = `via_${echoName(type)}`;

  it.each(ARGUMENTS.filter((args) => !args.includes('-0')))(
    'given %s: same value or same error as upstream',
    (args) => {
      expect(ours(name, args)).toEqual(theirs(name, args));
    },
  );

  it('any value: same result, same API calls in both linked modules', () => {
    fc.assert(
      fc.property(valuesOf(type), (value) => {
        const args = printJson([asJson(value, type)]);
        expect(history(ours, name, args)).toEqual(history(theirs, name, args));
      }),
      { numRuns: 20 },
    );
  });
});

it('negative zero and fields out of order stand as upstream has them', () => {
  for (const [type, args] of [
    ['f32', '[-0.0]'],
    ['f64', '[-0.0]'],
    ['f64', '[-0]'],
    ['u8', '[-0]'],
    ['u8', '[-0.0]'],
    ['s64', '[-0]'],
    ['Inner', '[{"s":"x","a":1}]'],
  ] as const) {
    const name = echoName(type);
    const [ours, theirs] = [direct.service, direct.oracle].map((runtime) =>
      outcome(() => printJson(sortedKeys(parseJson(runtime.callJson(name, args))))),
    );
    expect(ours, `${name}(${args})`).toEqual(theirs);
  }
});

describe('long values', () => {
  it.each(LENGTHS)('of length %i travel alike', (length) => {
    for (const [type, element] of [
      ['string', 'ж'],
      ['bytes', 200],
      ['u32[]', 4294967295],
      ['string[]', 'a'],
    ] as const) {
      const value = type === 'string' ? 'ж'.repeat(length) : Array(length).fill(element);
      const args = printJson([value]);
      expect(history(ours, `via_${echoName(type)}`, args)).toEqual(
        history(theirs, `via_${echoName(type)}`, args),
      );
    }
  });
});
