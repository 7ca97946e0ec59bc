import { expect, it } from 'vitest';
import { isNewerVersion } from '../../src/plan/version.js';

it.each([
  ['1.0.0', '1.0.0', false],
  ['1.0.1', '1.0.0', true],
  ['1.0.0', '1.0.1', false],
  ['1.10.0', '1.9.9', true],
  ['2.0.0', '1.99.99', true],
  ['1.0.0', '1.0.0-rc.1', true],
  ['1.0.0-rc.1', '1.0.0', false],
  ['nightly', '1.0.0', false],
  ['1.0.0', 'nightly', false],
])('whether %s is newer than %s: %s', (a, b, newer) => {
  expect(isNewerVersion(a, b)).toBe(newer);
});
