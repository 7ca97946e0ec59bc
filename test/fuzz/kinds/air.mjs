// Scripts, data and call results for AquaVM in a pool with a small deadline.
import { createAvmPool } from '@noctiluca/avm';
import { keyPairFromSeed } from '@noctiluca/particle';
import { mutateBytes, mutateText } from '../mutate.mjs';
import { codeOf } from '../typed-error.mjs';

const DEADLINE_MS = 1_000;
const [HERE, THERE] = [1, 2].map((fill) => keyPairFromSeed(new Uint8Array(32).fill(fill)));
const TIMESTAMP = 1_700_000_000_000;
const EMPTY = new Uint8Array(0);

const VARIABLES = [
  'x',
  'y',
  '$s',
  '#c',
  '%m',
  '%init_peer_id%',
  '%timestamp%',
  ':error:',
  '%last_error%',
  '[]',
  'i',
];
const VALUES = [
  ...VARIABLES,
  '"text"',
  '1',
  '-1',
  '1.5',
  'true',
  'x.$.a',
  'x.$.[0]!',
  '18446744073709551616',
  '""',
];
const WORDS = [
  ...VALUES,
  ...[
    'seq',
    'par',
    'xor',
    'call',
    'fold',
    'next',
    'match',
    'mismatch',
    'new',
    'ap',
    'canon',
    'fail',
    'null',
    'never',
  ],
  ...['(', ')', '[', ']', '"', '\\', '$', '.$', '!', ';;', '\u0000', '😀'],
];
const RESULTS = [
  '1',
  '"a"',
  '[]',
  '[1,2,3]',
  '{"a":[{"b":1}]}',
  'null',
  '{',
  '',
  '"\\ud800"',
  '1e999',
  '[[[[]]]]',
];

export async function create() {
  const pool = createAvmPool({ threads: 1, deadlineMs: DEADLINE_MS });
  await pool.start(new AbortController().signal);
  const corpus = await genuineData(pool);
  const endless = await endlessInput(pool);
  return {
    make(random) {
      if (random.chance(0.001)) return endless;
      const script = scriptOf(random);
      const data = () => {
        if (random.chance(0.75)) return EMPTY;
        const genuine = random.pick(corpus);
        return random.chance(0.5) ? genuine.data : mutateBytes(random, genuine.data);
      };
      const fed = random.chance(0.2) ? random.pick(corpus).script : script;
      const results = random.list(2, () => [
        random.below(4),
        { retCode: random.pick([0, 1, -1, 2 ** 31 - 1]), result: random.pick(RESULTS) },
      ]);
      return { script: fed, prevData: data(), data: data(), callResults: new Map(results) };
    },
    async run(input) {
      try {
        const { retCode } = await pool.run(requestOf(input), 'fuzzed');
        return `ret ${retCode}`;
      } catch (error) {
        return codeOf(error);
      }
    },
    close: () => pool.stop(AbortSignal.timeout(10_000)),
  };
}

function requestOf({ script, prevData, data, callResults }) {
  return {
    ...{ particleId: 'p-1', initPeerId: HERE.peerId, timestamp: TIMESTAMP, ttl: 60_000, seed: HERE.seed },
    ...{ currentPeerId: HERE.peerId, script, prevData: prevData.slice(), data: data.slice(), callResults },
  };
}

/** Ten to the power of eight rounds: AquaVM has to be ended. */
async function endlessInput(pool) {
  const body = Array.from({ length: 8 }, (_, i) => i).reduce(
    (rest, i) => `(fold x i${i} (seq ${rest} (next i${i})))`,
    '(null)',
  );
  const script = `(seq (call "${HERE.peerId}" ("op" "array") [] x) ${body})`;
  const first = { script, prevData: EMPTY, data: EMPTY, callResults: new Map() };
  const { data, callRequests } = await pool.run(requestOf(first), 'corpus');
  const list = { retCode: 0, result: '[1,2,3,4,5,6,7,8,9,10]' };
  return { ...first, prevData: data, callResults: new Map(callRequests.map(({ id }) => [id, list])) };
}

/** Data of scripts that were run as they should be, after their first calls were answered. */
async function genuineData(pool) {
  const here = `"${HERE.peerId}"`;
  const scripts = [
    `(seq (call ${here} ("op" "identity") ["a"] x) (call ${here} ("op" "noop") [x] y))`,
    `(par (call ${here} ("op" "list") [] $s) (call "${THERE.peerId}" ("op" "list") [] $s))`,
    `(xor (call ${here} ("op" "fail") [] x) (call ${here} ("op" "noop") [:error:.$.message]))`,
  ];
  const corpus = [];
  for (const script of scripts) {
    let outcome = { data: EMPTY, callRequests: [] };
    for (let turn = 0; turn < 3; turn++) {
      const answers = outcome.callRequests.map(({ id }) => [id, { retCode: 0, result: '[{"a":1}]' }]);
      const input = { script, prevData: outcome.data, data: EMPTY, callResults: new Map(answers) };
      outcome = await pool.run(requestOf(input), 'corpus');
      corpus.push({ script, data: outcome.data });
    }
  }
  return corpus;
}

function scriptOf(random) {
  const form = random.below(10);
  if (form === 0) return new TextDecoder().decode(random.bytes(random.below(100)));
  if (form === 1) return deep(random);
  const script = instruction(random, 0);
  return form < 6 ? script : mutateText(random, script, WORDS);
}

function instruction(random, depth) {
  const inner = () => instruction(random, depth + 1);
  const value = () => random.pick(VALUES);
  const form = random.below(depth > 6 ? 4 : 12);
  if (form === 0) return '(null)';
  if (form < 3) return call(random);
  if (form === 3) return `(ap ${value()} ${random.pick(['x', '$s', 'y'])})`;
  if (form < 7) return `(${random.pick(['seq', 'seq', 'par', 'xor'])} ${inner()} ${inner()})`;
  if (form === 7)
    return `(fold ${random.pick(['x', '$s', '[]', '#c'])} i (${random.pick(['seq', 'par'])} ${inner()} (next i)))`;
  if (form === 8) return `(${random.pick(['match', 'mismatch'])} ${value()} ${value()} ${inner()})`;
  if (form === 9) return `(new ${random.pick(['$s', '%m', '#c'])} ${inner()})`;
  if (form === 10) return `(canon "${HERE.peerId}" $s #c)`;
  return random.pick(['(never)', '(fail 1 "no")', '(fail :error:)', '(fail x)', '(next i)']);
}

function call(random) {
  const peer = random.pick([`"${HERE.peerId}"`, `"${THERE.peerId}"`, '%init_peer_id%', 'x', '"nobody"']);
  const args = random.list(4, () => random.pick(VALUES)).join(' ');
  return `(call ${peer} ("op" "identity") [${args}] ${random.pick(['', 'x', 'y', '$s'])})`;
}

/** Nesting that a recursive parser would not survive. */
function deep(random) {
  const levels = random.pick([10, 100, 1_000, random.chance(0.1) ? 20_000 : 300]);
  const [open, close] = random.pick([
    ['(seq (null) ', ')'],
    ['(par ', ' (null))'],
    ['(xor ', ' (null))'],
    ['(new $s ', ')'],
    ['(', ')'],
  ]);
  return `${open.repeat(levels)}(null)${close.repeat(random.chance(0.8) ? levels : levels - 1)}`;
}
