// One invocation of AquaVM on three ways: on the Marine runtime in this thread, through the pool, on marine-js.
// Run after a build: node packages/avm/bench/invoke.mjs [rounds]
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import avmHelpers from '@fluencelabs/avm';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import { defaultCallParameters } from '@fluencelabs/marine-js/types';
import {
  AvmInstance,
  createAvmPool,
  DEFAULT_LIMITS,
  encodeCallResults,
  findAvmWasm,
  loadAvmModule,
} from '@noctiluca/avm';

const rounds = Number(process.argv[2] ?? 400);
const ME = '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz';
const script = `(seq (call "${ME}" ("s" "f") ["a"] x) (call "peer-2" ("s" "f") [x]))`;
const empty = new Uint8Array(0);

function request(i, overrides = {}) {
  return {
    particleId: `p-${i}`,
    initPeerId: ME,
    currentPeerId: ME,
    timestamp: 1700000000000,
    ttl: 7000,
    script,
    prevData: empty,
    data: empty,
    callResults: new Map(),
    seed: new Uint8Array(32).fill(0x41),
    ...overrides,
  };
}

async function direct() {
  const instance = new AvmInstance({
    module: await loadAvmModule(),
    limits: DEFAULT_LIMITS,
    recycleAboveBytes: 2 ** 26,
  });
  return { run: (asked) => instance.invoke(asked, encodeCallResults(asked.callResults)), end() {} };
}

async function pooled() {
  const pool = createAvmPool({ threads: 1 });
  await pool.start(new AbortController().signal);
  return {
    pool,
    run: (asked) => pool.run(asked, asked.particleId),
    end: () => pool.stop(AbortSignal.timeout(5000)),
  };
}

async function marineJs() {
  const control = createRequire(import.meta.url)
    .resolve('@fluencelabs/marine-js')
    .replace('index.js', 'marine-js.wasm');
  const wasi = { envs: {}, preopened_files: new Set(), mapped_dirs: new Map() };
  const config = { logger_enabled: true, logging_mask: 2147483647, wasi };
  const service = new MarineService(
    await WebAssembly.compile(await readFile(control)),
    'avm',
    () => {},
    { modules_config: [{ import_name: 'avm', config }] },
    { avm: await readFile(findAvmWasm()) },
  );
  await service.init();
  const run = (asked) => {
    const parameters = { ...asked, keyFormat: 0, secretKeyBytes: asked.seed };
    const args = avmHelpers.serializeAvmArgs(parameters, asked.script, asked.prevData, asked.data, [
      ...asked.callResults,
    ]);
    args[3].hard_limit_enabled = false;
    const outcome = avmHelpers.deserializeAvmResult(service.call('invoke', args, defaultCallParameters));
    return { ...outcome, data: Uint8Array.from(outcome.data) };
  };
  return { run, end() {} };
}

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

/** Medians of both invocations of a particle whose call returns `result`, µs. */
async function measure(run, result, count) {
  const times = [[], []];
  const callResults = new Map([[1, { retCode: 0, result }]]);
  for (let i = 0; i < count; i += 1) {
    const t0 = performance.now();
    const first = await run(request(i));
    const t1 = performance.now();
    const second = await run(request(i, { prevData: first.data, callResults }));
    const t2 = performance.now();
    if (second.retCode !== 0) throw new Error(second.errorMessage);
    if (i >= count / 4) {
      times[0].push((t1 - t0) * 1000);
      times[1].push((t2 - t1) * 1000);
    }
  }
  return times.map(median);
}

const ways = { direct: await direct(), pool: await pooled(), 'marine-js': await marineJs() };
for (const [name, result, count] of [
  ['small result', '"ok"', rounds],
  ['100 KiB result', JSON.stringify('x'.repeat(100 * 1024)), Math.max(20, rounds / 10)],
]) {
  const figures = {};
  for (const [way, { run }] of Object.entries(ways)) figures[way] = await measure(run, result, count);
  for (const step of [0, 1]) {
    const [d, p, m] = Object.values(figures).map((figure) => figure[step]);
    console.log(
      `${name}, #${step + 1}: direct ${d.toFixed(0)} µs, pool ${p.toFixed(0)} µs (x${(p / d).toFixed(2)}), marine-js ${m.toFixed(0)} µs (x${(m / d).toFixed(2)})`,
    );
  }
}

const { pool } = ways.pool;
const started = performance.now();
await Promise.all(Array.from({ length: rounds * 5 }, (_, i) => pool.run(request(i), `p-${i}`)));
const perSecond = (rounds * 5) / ((performance.now() - started) / 1000);
console.log(`pool of 1 thread, ${rounds * 5} requests at once: ${perSecond.toFixed(0)} invocations/s`);
for (const { end } of Object.values(ways)) await end();
