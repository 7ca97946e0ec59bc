import { JsonFloat } from '@noctiluca/marine';

const TEXTS = [
  '',
  'a',
  'é😀',
  '\u0000',
  '../..',
  '/etc/passwd',
  '__proto__',
  'constructor',
  '[1]',
  '{"a":1}',
];
const NUMBERS = [0, 1, -1, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 32, -(2 ** 53), Number.MAX_SAFE_INTEGER];
const BIG = [2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 63n)];
const FLOATS = [0.5, -0, 1e308, 5e-324, 1.5, 2 ** 70];

export function randomText(random) {
  if (random.chance(0.6)) return random.pick(TEXTS);
  if (random.chance(0.1)) return 'x'.repeat(random.below(20_000));
  return String.fromCodePoint(...random.list(20, () => 1 + random.below(0xd7ff)));
}

export function randomNumber(random) {
  const form = random.below(4);
  if (form === 0) return random.pick(BIG);
  if (form === 1) return new JsonFloat(random.pick(FLOATS));
  return form === 2 ? random.pick(NUMBERS) : random.below(1000);
}

/** A JSON value in the form that calls carry it. */
export function randomJson(random, depth = 0) {
  const form = random.below(depth > 4 ? 4 : 7);
  if (form === 0) return randomText(random);
  if (form === 1) return randomNumber(random);
  if (form === 2) return random.pick([null, true, false]);
  if (form === 3) return random.pick([[], '', 0]);
  if (form === 4) return deep(random);
  if (form === 5) return random.list(6, () => randomJson(random, depth + 1));
  const keys = random.list(4, () => randomText(random));
  return Object.fromEntries(keys.map((key) => [key, randomJson(random, depth + 1)]));
}

/** Lists or objects inside each other, nearly as deep as what comes from AquaVM may be. */
function deep(random) {
  let value = null;
  const asList = random.chance(0.5);
  for (let left = random.chance(0.1) ? 1_000 : random.below(40); left > 0; left--)
    value = asList ? [value] : { a: value };
  return value;
}
