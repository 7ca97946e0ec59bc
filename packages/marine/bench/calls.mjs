/**
 * Calls on this runtime and on @fluencelabs/marine-js, same modules, same run: `node bench/calls.mjs` after a build.
 * The two take turns in rounds, so that a busy machine slows both; medians of rounds are printed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import { defaultCallParameters } from '@fluencelabs/marine-js/types';
import { createService, createServiceRunner, EMPTY_CALL_PARAMETERS, parseJson } from '@noctiluca/marine';

const ROUNDS = 15;
const require = createRequire(import.meta.url);
const names = ['effector', 'greeting'];
const bytes = Object.fromEntries(
  names.map((name) => [
    name,
    new Uint8Array(readFileSync(new URL(`../test/fixtures/${name}.wasm`, import.meta.url))),
  ]),
);
const modules = names.map((name) => ({ config: { name }, wasm: bytes[name] }));

const ours = createService({ serviceId: 'bench', modules });
const control = await WebAssembly.compile(
  readFileSync(require.resolve('@fluencelabs/marine-js/marine-js.wasm')),
);
const theirs = new MarineService(
  control,
  'bench',
  () => {},
  {
    modules_config: names.map((import_name) => ({
      import_name,
      config: {
        logger_enabled: true,
        logging_mask: 0x7fffffff,
        wasi: { envs: {}, preopened_files: new Set(), mapped_dirs: new Map() },
      },
    })),
  },
  bytes,
  {},
);
await theirs.init();

const item = { name: 'a', size: 3, tags: ['p', 'q'], body: [1, 2], ok: true, ratio: 1.5 };
const typedItem = { ...item, size: 3n, body: Uint8Array.of(1, 2) };
const long = 'x'.repeat(100_000);
const cases = [
  { name: 'greeting("Bob")', fn: 'greeting', args: ['Bob'], typed: ['Bob'], n: 4000 },
  { name: 'greeting(100 kB)', fn: 'greeting', args: [long], typed: [long], n: 60 },
  { name: 'make_item', fn: 'make_item', args: ['x', 5], typed: ['x', 5n], n: 3000 },
  {
    name: 'double_items(2 records)',
    fn: 'double_items',
    args: [[item, item]],
    typed: [[typedItem, typedItem]],
    n: 1500,
  },
  { name: 'shout, linked string', fn: 'shout', args: ['bob'], typed: ['bob'], n: 3000 },
  {
    name: 'total, linked records',
    fn: 'total',
    args: [[item, item]],
    typed: [[typedItem, typedItem]],
    n: 1500,
  },
];

function time(n, run) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < n; i++) run();
  return Number(process.hrtime.bigint() - start) / 1000 / n;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

const rows = [];
for (const { name, fn, args, typed, n } of cases) {
  const json = JSON.stringify(args);
  const value = parseJson(json);
  const runs = {
    'callValues us': () => ours.callValues(fn, typed),
    'call us': () => ours.call(fn, value),
    'callJson us': () => ours.callJson(fn, json),
    'marine-js us': () => theirs.call(fn, args, defaultCallParameters),
  };
  const times = Object.fromEntries(Object.keys(runs).map((key) => [key, []]));
  for (const run of Object.values(runs)) time(Math.ceil(n / 2), run);
  for (let round = 0; round < ROUNDS; round++)
    for (const [key, run] of Object.entries(runs)) times[key].push(time(Math.ceil(n / ROUNDS), run));
  const row = Object.fromEntries(Object.entries(times).map(([key, values]) => [key, median(values)]));
  rows.push({
    call: name,
    ...Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value.toFixed(2)])),
    'marine-js / call': (row['marine-js us'] / row['call us']).toFixed(1),
    'marine-js / callJson': (row['marine-js us'] / row['callJson us']).toFixed(1),
  });
}
console.table(rows);

const runner = createServiceRunner();
const service = await runner.create({ serviceId: 'bench', modules });
const hop = async () => service.call('greeting', '["Bob"]', EMPTY_CALL_PARAMETERS);
for (let i = 0; i < 500; i++) await hop();
let start = performance.now();
for (let i = 0; i < 1000; i++) await hop();
console.log(`one call after another through a thread: ${(performance.now() - start).toFixed(1)} us`);
start = performance.now();
await Promise.all(Array.from({ length: 1000 }, hop));
console.log(`1000 calls queued at once: ${(performance.now() - start).toFixed(1)} us each`);
await runner.close();
