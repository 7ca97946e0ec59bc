import { expect, it } from 'vitest';
import { hasTest, type NamedTest, read } from '../utils/named-tests.js';

/** Programs of `../shared/cases`, which is not part of the repository; the libraries among them are no cases. */
const CASES = [
  ...['actors', 'fair', 'intake', 'labels', 'lifo', 'workers'].map((name) => `proofs/${name}`),
  ...['a1', 'a2e', 'a2f', 'a3b', 'crash1', 'f2', 'ft2', 'g1', 'http1', 'net3', 'small', 'yam2'].map(
    (name) => `attack/${name}`,
  ),
];

const rows = [...read('test/faults/README.md').matchAll(/^\| (.+?) \| (.+?) \| `(.+?)`: (.+) \|$/gm)].map(
  ([, name = '', , file = '', title = '']) => ({ name, test: [file, title] satisfies NamedTest }),
);

it('each program that showed a fault has a test that restates it', () => {
  const restated = new Set(rows.map(({ name }) => name.replaceAll('`', '')));
  expect(CASES.filter((name) => !restated.has(name))).toEqual([]);
});

it('the tests of the table are there', () => {
  expect(rows.length).toBeGreaterThan(CASES.length);
  expect(rows.filter(({ test }) => !hasTest(test)).map(({ test }) => test.join(': '))).toEqual([]);
});
