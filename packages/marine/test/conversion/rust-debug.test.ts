import { expect, it } from 'vitest';
import { rustDebug } from '../../src/conversion/rust-debug.js';

it.each([
  ['plain жé😀', '"plain жé😀"'],
  ['"quoted" \\ \'single\'', '"\\"quoted\\" \\\\ \'single\'"'],
  ['\0\t\r\n', '"\\0\\t\\r\\n"'],
  ['\u001b\u007f\ufeff', '"\\u{1b}\\u{7f}\\u{feff}"'],
  ['\u00a0\u2028', '"\\u{a0}\\u{2028}"'],
  ['e\u0301', '"e\\u{301}"'],
])('prints %j as Rust does', (text, printed) => {
  expect(rustDebug(text)).toBe(printed);
});
