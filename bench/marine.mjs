import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import { defaultCallParameters } from '@fluencelabs/marine-js/types';
import { createService, createServiceRunner, EMPTY_CALL_PARAMETERS, parseJson } from '@noctiluca/marine';
import { spread } from './lib/stats.mjs';

const GREETER = new URL('../services/greeter/', import.meta.url);
const MODULES = { phrasebook: 'phrasebook/phrasebook.wasm', greeter: 'greeter.wasm' };
/** Calls under way at a time through the thread, where throughput is asked for. */
const PIPELINE = 16;

const guest = { name: 'Bob', language: 'en' };
const parcel = {
  label: 'a parcel',
  fragile: true,
  floor: -3,
  room: 1200,
  weight: 12.5,
  scale: 0.5,
  balance: -77,
  serial: 42,
  body: Array.from({ length: 32 }, (_, i) => i),
  tags: ['p', 'q'],
  route: [[1, 2, 3], [], [4]],
  sender: guest,
  copies: [guest, guest],
};

const CASES = [
  { name: 'greeting("Bob"), linked module', fn: 'greeting', args: ['Bob'], calls: 1500 },
  { name: 'greet(record) → record', fn: 'greet', args: [guest], calls: 1500 },
  { name: 'echo of 2 records with every kind of field', fn: 'echo', args: [[parcel, parcel]], calls: 300 },
  { name: 'greeting(100 kB)', fn: 'greeting', args: ['x'.repeat(100_000)], calls: 20 },
];

/** Calls of the sample service on the same wasm, taking turns: this thread, a service's own thread, marine-js. */
export async function bench({ quick, progress }) {
  const rounds = quick ? 5 : 11;
  const wasm = Object.fromEntries(
    await Promise.all(
      Object.entries(MODULES).map(async ([name, file]) => [
        name,
        new Uint8Array(await readFile(new URL(file, GREETER))),
      ]),
    ),
  );
  const modules = Object.entries(wasm).map(([name, bytes]) => ({ config: { name }, wasm: bytes }));
  const log = () => {};
  const here = createService({ serviceId: 'greeter', modules }, { log });
  const runner = createServiceRunner({ log, logLinesPerSec: 1e9 });
  const threaded = await runner.create({ serviceId: 'greeter', modules });
  const upstream = await marineJs(wasm);
  try {
    const cases = [];
    for (const asked of CASES) {
      progress(asked.name);
      cases.push({ name: asked.name, ...(await compare(asked, { here, threaded, upstream, rounds })) });
    }
    return { cases, pipeline: PIPELINE };
  } finally {
    await runner.close();
  }
}

async function marineJs(wasm) {
  const control = await WebAssembly.compile(
    await readFile(createRequire(import.meta.url).resolve('@fluencelabs/marine-js/marine-js.wasm')),
  );
  const wasi = { envs: {}, preopened_files: new Set(), mapped_dirs: new Map() };
  const modules_config = Object.keys(wasm).map((import_name) => ({
    import_name,
    config: { logger_enabled: true, logging_mask: 0x7fffffff, wasi },
  }));
  const service = new MarineService(control, 'greeter', () => {}, { modules_config }, wasm, {});
  await service.init();
  return service;
}

/** Spread of microseconds per call, way by way; each round runs every way once. */
async function compare({ fn, args, calls }, { here, threaded, upstream, rounds }) {
  const json = JSON.stringify(args);
  const value = parseJson(json);
  const call = () => threaded.call(fn, json, EMPTY_CALL_PARAMETERS);
  const ways = {
    inThread: repeat(() => here.call(fn, value)),
    inThreadJson: repeat(() => here.callJson(fn, json)),
    throughThread: async (count) => {
      for (let i = 0; i < count; i++) await call();
    },
    throughThreadPiped: async (count) => {
      for (let i = 0; i < count; i += PIPELINE) await Promise.all(Array.from({ length: PIPELINE }, call));
    },
    marineJs: repeat(() => upstream.call(fn, args, defaultCallParameters)),
  };
  agree(here.callJson(fn, json), upstream.call(fn, args, defaultCallParameters));
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (const run of Object.values(ways)) await run(calls);
  for (let round = 0; round < rounds; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const startedAt = performance.now();
      await run(calls);
      times[way].push(((performance.now() - startedAt) * 1000) / calls);
    }
  }
  const ratios = times.marineJs.map((us, round) => us / times.inThread[round]);
  const microseconds = Object.fromEntries(
    Object.entries(times).map(([way, values]) => [way, spread(values)]),
  );
  return { microseconds, ratio: spread(ratios) };
}

function repeat(call) {
  return (count) => {
    for (let i = 0; i < count; i++) call();
  };
}

/** Two ways that answer differently cannot be compared. */
function agree(ours, theirs) {
  if (isDeepStrictEqual(JSON.parse(ours), theirs)) return;
  throw new Error(`different answers: ${ours} and ${JSON.stringify(theirs)}`);
}
