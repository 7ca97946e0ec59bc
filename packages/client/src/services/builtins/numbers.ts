import { success } from '../calls.js';
import { aNumber, numbers, taking } from './checks.js';

const ofTwo = (answer: (x: number, y: number) => number | boolean) =>
  taking([aNumber, aNumber], (x, y) => success(answer(x, y)));

export const math = {
  add: ofTwo((x, y) => x + y),
  sub: ofTwo((x, y) => x - y),
  mul: ofTwo((x, y) => x * y),
  fmul: ofTwo((x, y) => Math.floor(x * y)),
  div: ofTwo((x, y) => Math.floor(x / y)),
  rem: ofTwo((x, y) => x % y),
  pow: ofTwo((x, y) => x ** y),
  log: ofTwo((x, y) => Math.log(y) / Math.log(x)),
};

export const cmp = {
  gt: ofTwo((x, y) => x > y),
  gte: ofTwo((x, y) => x >= y),
  lt: ofTwo((x, y) => x < y),
  lte: ofTwo((x, y) => x <= y),
  cmp: ofTwo((x, y) => (x === y ? 0 : x > y ? 1 : -1)),
};

export const sum = taking([numbers], (items) => success(items.reduce((total, item) => total + item, 0)));
