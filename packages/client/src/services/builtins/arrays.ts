import type { JSONArray } from '../../json.js';
import { success } from '../calls.js';
import { anArray, taking } from './checks.js';
import { sum } from './numbers.js';

const without = (xs: JSONArray, ys: JSONArray): JSONArray => xs.filter((x) => !ys.includes(x));

/** Values are compared as JavaScript does: two equal objects differ. */
export const array = {
  sum,
  dedup: taking([anArray], (xs) => success([...new Set(xs)])),
  intersect: taking([anArray, anArray], (xs, ys) => success(xs.filter((x) => ys.includes(x)))),
  diff: taking([anArray, anArray], (xs, ys) => success(without(xs, ys))),
  sdiff: taking([anArray, anArray], (xs, ys) => success([...without(xs, ys), ...without(ys, xs)])),
};
