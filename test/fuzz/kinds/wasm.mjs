// Modules: written from random instructions, damaged, and the sample services with some bytes changed. They run as on
// a peer: metered, on threads, with a memory limit and a deadline.
import { readFile } from 'node:fs/promises';
import { compileModule, createServiceRunner, EMPTY_CALL_PARAMETERS } from '@noctiluca/marine';
import { mutateBytes } from '../mutate.mjs';
import { codeOf } from '../typed-error.mjs';
import { encodeInterfaceTypes, FIRST_FUNCTION, i32Const, interfaceOf, writeModule } from '../wasm-writer.mjs';

const MEMORY_LIMIT_BYTES = 8 * 1024 * 1024;
const [CALL_DEADLINE_MS, START_DEADLINE_MS] = [100, 1_000];
const SAMPLES = ['greeter/phrasebook/phrasebook', 'tetra/relay/relay', 'rogue/rogue', 'effector/effector'];
const FUNCTIONS = ['f', 'g', 'h'];
const ARGUMENTS = ['[]', '[0]', '[1, 2]', '[4294967295, 65536]', '["a"]', '[7, 1000000]'];

export async function create() {
  const samples = await Promise.all(
    SAMPLES.map((name) => readFile(new URL(`../../../services/${name}.wasm`, import.meta.url))),
  );
  const runner = createServiceRunner({
    callDeadlineMs: CALL_DEADLINE_MS,
    startDeadlineMs: START_DEADLINE_MS,
    threads: 1,
  });
  const interfaceTypes = encodeInterfaceTypes(
    interfaceOf({ functions: FUNCTIONS.map((name) => ({ name, args: ['u32', 'u32'], result: 'u32' })) }),
  );
  const anchor = writeModule({
    functions: [],
    interfaceTypes: encodeInterfaceTypes(interfaceOf({ functions: [] })),
  });
  // A thread without services ends: this one keeps it, so that each input need not wait for a new one.
  await runner.create({ serviceId: 'anchor', modules: [{ config: { name: 'anchor' }, wasm: anchor }] });
  return {
    make(random) {
      const form = random.below(20);
      const calls = random.list(2, () => [random.pick(FUNCTIONS), random.pick(ARGUMENTS)]);
      if (form === 0) return { wasm: mutateBytes(random, new Uint8Array(random.pick(samples)), 2), calls };
      if (form === 1) return { wasm: random.bytes(random.below(200)), calls };
      const functions = FUNCTIONS.map((name) => randomFunction(random, name));
      const wasm = writeModule({ functions, interfaceTypes, pages: random.chance(0.05) ? 200 : 2 });
      return { wasm: form < 8 ? mutateBytes(random, wasm) : wasm, calls };
    },
    async run({ wasm, calls }) {
      try {
        return await outcomeOf(runner, wasm, calls);
      } catch (error) {
        return codeOf(error);
      }
    },
    close: () => runner.close(),
  };
}

async function outcomeOf(runner, wasm, calls) {
  const module = await compileModule(wasm, 'fuzzed', { metered: true });
  const service = await runner.create({
    serviceId: 'fuzzed',
    totalMemoryLimitBytes: MEMORY_LIMIT_BYTES,
    modules: [{ config: { name: 'fuzzed' }, wasm: module }],
  });
  const outcomes = new Set();
  for (const [name, argsJson] of calls) {
    try {
      await service.call(name, argsJson, EMPTY_CALL_PARAMETERS);
      outcomes.add('ok');
    } catch (error) {
      outcomes.add(codeOf(error));
    }
  }
  await service.stop();
  return outcomes.size === 0 ? 'loaded' : [...outcomes].sort().join('+');
}

const LOCALS = 4;
/** Instructions from two numbers to one. Division and remainder trap now and then. */
const BINARY = [0x46, 0x48, 0x49, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x70, 0x71, 0x72, 0x73, 0x74, 0x76, 0x78];

function randomFunction(random, name) {
  const body = [...statements(random, 0), ...expression(random, 0)];
  return { name, parameters: 2, results: 1, locals: LOCALS - 2, body };
}

function statements(random, depth) {
  return random.list(4, () => statement(random, depth)).flat();
}

/** Leaves the stack as it was. */
function statement(random, depth) {
  const inner = () => (depth < 4 ? statements(random, depth + 1) : []);
  const form = random.below(10);
  if (form < 3) return [...expression(random, depth), 0x21, random.below(LOCALS)];
  if (form === 3) return [0x02, 0x40, ...inner(), ...expression(random, depth), 0x0d, 0x00, ...inner(), 0x0b];
  if (form === 4) return [0x03, 0x40, ...inner(), ...expression(random, depth), 0x0d, 0x00, 0x0b];
  if (form === 5) return [...expression(random, depth), 0x04, 0x40, ...inner(), 0x05, ...inner(), 0x0b];
  if (form === 6) return [...expression(random, depth), ...expression(random, depth), 0x36, 0x02, 0x00];
  if (form === 7) return [...expression(random, depth), 0x40, 0x00, 0x1a];
  // memory.fill of any length, anywhere.
  if (form === 8) return [...[1, 2, 3].flatMap(() => expression(random, depth)), 0xfc, 0x0b, 0x00];
  return random.chance(0.05) ? [0x00] : [];
}

/** Leaves one i32. */
function expression(random, depth) {
  const form = random.below(depth > 5 ? 2 : 8);
  const inner = () => expression(random, depth + 1);
  if (form === 0) return i32Const(random.pick([0, 1, -1, 16, 1024, 65_536, 131_068, 0x7fffffff, -(2 ** 31)]));
  if (form < 3) return [0x20, random.below(LOCALS)];
  if (form < 5) return [...inner(), ...inner(), random.pick(BINARY)];
  if (form === 5) return [...inner(), 0x28, 0x02, 0x00];
  if (form === 6) return [...inner(), 0x45];
  return [...inner(), ...inner(), 0x10, FIRST_FUNCTION + random.below(FUNCTIONS.length)];
}
