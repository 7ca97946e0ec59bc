// Runs the inputs of one kind, in a process of its own: what is going on is in the file of the first argument, so
// that the parent knows the input even when this process dies or stands still.

import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { randomOf } from './random.mjs';

const [progressFile, kind, seedText, fromText, countText] = process.argv.slice(2);
const [seed, from, count] = [seedText, fromText, countText].map(Number);
/** Inputs before the level of the memory is taken: code compiles, pools and caches fill. */
const WARM_UP = Math.min(2_000, Math.ceil(count / 2));

const progress = await open(progressFile, 'w');
const place = new Float64Array(1);
const { create } = await import(`./kinds/${kind}.mjs`);
const subject = await create({ dir: path.dirname(progressFile) });

const outcomes = {};
const slowest = { index: from, ms: 0 };
let before;
for (let index = from; index < from + count; index++) {
  if (index - from === WARM_UP) before = await memory();
  place[0] = index;
  writeSync(progress.fd, new Uint8Array(place.buffer), 0, 8, 0);
  const input = subject.make(randomOf(seed, kind, index));
  const startedAt = performance.now();
  let outcome;
  try {
    outcome = subject.run(input);
    if (outcome instanceof Promise) outcome = await outcome;
  } catch (error) {
    await fail(index, input, error);
  }
  const ms = performance.now() - startedAt;
  if (ms > slowest.ms) Object.assign(slowest, { index, ms });
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  // Finalizers and messages of threads need a turn now and then.
  if (index % 256 === 0) await nextTurn();
}
const after = await memory();
const report = { kind, seed, from, count, outcomes, slowest, memory: { before: before ?? after, after } };
await subject.close();
await progress.close();
process.send({ report }, () => process.disconnect());

async function fail(index, input, error) {
  const shown = inspect(input, {
    depth: 8,
    maxArrayLength: 4_000,
    maxStringLength: 20_000,
    breakLength: 110,
  });
  await new Promise((sent) =>
    process.send({ failure: { index, input: shown, error: inspect(error) } }, sent),
  );
  process.exit(1);
}

/** Bytes in use once everything that can go has gone. */
async function memory() {
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await nextTurn();
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { heapUsed, arrayBuffers, rss };
}
