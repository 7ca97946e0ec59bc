/** What one stranger with a few kilobytes does to a peer; each goes on until the time is over. */

const HOUR_MS = 3_600_000;
const DAY_MS = 23 * HOUR_MS;

const seq = (...steps) => steps.reduceRight((rest, step) => `(seq ${step} ${rest})`);
const par = (...steps) => steps.reduceRight((rest, step) => `(par ${step} ${rest})`);
const call = (peer, service, fn, args, output = '') =>
  `(call "${peer}" ("${service}" "${fn}") [${args.join(' ')}] ${output})`;
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Loops in loops over ten items: 10^8 steps. */
function endless(peer) {
  const folds = times(8, (i) => i).reduce(
    (body, i) => `(fold xs i${i} (seq ${body} (next i${i})))`,
    '(null)',
  );
  return seq(call(peer, 'op', 'array', Array(10).fill('1'), 'xs'), folds);
}

/** Ten times the data with each step. */
function growing(peer, fn) {
  const seed = call(peer, 'op', fn, Array(100).fill('"xxxxxxxxxx"'), 's0');
  return seq(seed, ...times(8, (i) => call(peer, 'op', fn, Array(10).fill(`s${i}`), `s${i + 1}`)));
}

/** Half a megabyte ten times over, held by calls that wait. */
function openCalls(peer) {
  const tenTimes = (from, to) => call(peer, 'op', 'concat_strings', Array(10).fill(from), to);
  const unit = JSON.stringify('x'.repeat(1000));
  const waiting = times(10, () => call(peer, 'peer', 'timeout', [`${DAY_MS}`, 'c']));
  return seq(tenTimes(unit, 'a'), tenTimes('a', 'b'), tenTimes('b', 'c'), par(...waiting));
}

/**
 * `script` of each particle, how many are sent at once and after which pause, their ttl; `keys`: `new` has a new author for
 * each, all through one connection.
 */
export const ATTACKS = {
  'endless scripts of one key': { script: endless, burst: 20, pauseMs: 5_000, ttl: HOUR_MS },
  'endless scripts of many keys': { script: endless, burst: 1, pauseMs: 200, ttl: HOUR_MS, keys: 'new' },
  'strings that grow': {
    script: (peer) => growing(peer, 'concat_strings'),
    burst: 1,
    pauseMs: 1_000,
    ttl: HOUR_MS,
  },
  'arrays that grow': { script: (peer) => growing(peer, 'array'), burst: 1, pauseMs: 1_000, ttl: HOUR_MS },
  'calls that stay open': { script: openCalls, burst: 1, pauseMs: 500, ttl: DAY_MS },
  'particles that live a day': { script: () => '(null)', burst: 100, pauseMs: 50, ttl: DAY_MS },
  'the same of many keys': { script: () => '(null)', burst: 50, pauseMs: 50, ttl: DAY_MS, keys: 'new' },
  'large scripts': {
    script: () => `(null)${' '.repeat(8 * 2 ** 20)}`,
    burst: 1,
    pauseMs: 500,
    ttl: DAY_MS,
  },
};
