// Interface-type sections over a module that echoes what it gets: changed as a model, and changed as bytes.
import { createService, printJson } from '@noctiluca/marine';
import { INDEXED_CODES, PLAIN_CODES, randomType, SCALARS, TYPED_CODES } from '../it-model.mjs';
import { randomJson, randomText } from '../json.mjs';
import { mutateBytes } from '../mutate.mjs';
import { codeOf } from '../typed-error.mjs';
import { ECHO, ECHO_RECORD, encodeInterfaceTypes, I32, interfaceOf, writeModule } from '../wasm-writer.mjs';

const CORE = { s64: 0x7e, u64: 0x7e, f32: 0x7d, f64: 0x7c };
const MEMORY_LIMIT_BYTES = 1024 * 1024;
const RECORDS = { Inner: { a: 'u8', s: 'string' }, Outer: { list: 'Inner[]', n: 'u64', bytes: 'u8[]' } };
const SHAPES = [...SCALARS, 'u8[]', 'u32[]', 'string[]', 'u16[][]', 'f64[]', 'Inner', 'Outer', 'Inner[]'];
const isPair = (type) => type === 'string' || type.endsWith('[]');

const FUNCTIONS = [
  ...SHAPES.map((type) => ({ name: `echo_${SHAPES.indexOf(type)}`, args: [type], result: type })),
  ...SHAPES.filter(isPair).map((type, i) => ({ name: `raw_${i}`, args: ['u32', 'u32'], result: type })),
];

function coreFunction({ name, args: [type], result }) {
  if (isPair(result)) return { name, parameters: 2, results: 0, body: ECHO };
  if (type in RECORDS) return { name, parameters: 1, results: 0, body: ECHO_RECORD };
  const core = [CORE[type] ?? I32];
  return { name, parameters: core, results: core, body: [0x20, 0x00] };
}

export async function create() {
  const model = interfaceOf({ records: RECORDS, functions: FUNCTIONS });
  const section = encodeInterfaceTypes(model);
  const functions = FUNCTIONS.map(coreFunction);
  return {
    make(random) {
      const form = random.below(4);
      const interfaceTypes =
        form === 0
          ? section
          : form === 1
            ? mutateBytes(random, section)
            : encodeInterfaceTypes(changed(random, model));
      const calls = random.list(3, () => {
        const { name, args } = random.pick(FUNCTIONS);
        const fitting = random.chance(0.8);
        const values = fitting
          ? args.map((type) => valueLike(random, type))
          : random.list(3, () => aimed(random));
        return { name, argsJson: printJson(random.chance(0.05) ? randomJson(random) : values) };
      });
      return { wasm: writeModule({ functions, interfaceTypes }), calls };
    },
    run({ wasm, calls }) {
      try {
        return outcomeOf(wasm, calls);
      } catch (error) {
        return codeOf(error);
      }
    },
    async close() {},
  };
}

function outcomeOf(wasm, calls) {
  const service = createService({
    serviceId: 'fuzzed',
    totalMemoryLimitBytes: MEMORY_LIMIT_BYTES,
    modules: [{ config: { name: 'fuzzed' }, wasm }],
  });
  const outcomes = new Set();
  for (const { name, argsJson } of calls) {
    try {
      service.callJson(name, argsJson);
      outcomes.add('ok');
    } catch (error) {
      outcomes.add(codeOf(error));
    }
  }
  service.close();
  return outcomes.size === 0 ? 'loaded' : [...outcomes].sort().join('+');
}

/** Nearly always what the type takes. */
function valueLike(random, type) {
  if (random.chance(0.02)) return randomJson(random);
  if (type.endsWith('[]')) return random.list(8, () => valueLike(random, type.slice(0, -2)));
  if (type in RECORDS) {
    const fields = Object.entries(RECORDS[type]);
    return Object.fromEntries(fields.map(([name, field]) => [name, valueLike(random, field)]));
  }
  if (type === 'string') return randomText(random);
  if (type === 'bool') return random.chance(0.5);
  return type === 'u32' ? aimed(random) : random.below(128);
}

/** Often a pointer or a length: inside, at the edge of and beyond the memory. */
function aimed(random) {
  if (random.chance(0.5))
    return random.pick([0, 1, 16, 1024, 131_071, 131_072, 2 ** 24, 2 ** 31, 2 ** 32 - 1]);
  return randomJson(random);
}

/** The interface with some of its parts replaced by others that can be written down, fitting or not. */
function changed(random, model) {
  const copy = structuredClone(model);
  for (let left = 1 + random.below(3); left > 0; left--) random.pick(CHANGES)(random, copy);
  return copy;
}

const CHANGES = [
  (random, { adapters }) => {
    const { instructions } = random.pick(adapters);
    instructions[random.below(instructions.length)] = randomInstruction(random);
  },
  (random, { adapters }) => {
    const { instructions } = random.pick(adapters);
    instructions.splice(random.below(instructions.length + 1), random.below(3));
  },
  (random, { adapters }) => {
    const { instructions } = random.pick(adapters);
    instructions.splice(random.below(instructions.length + 1), 0, randomInstruction(random));
  },
  (random, { types }) => {
    const type = random.pick(types);
    const fields = type.kind === 'record' ? type.fields : type.args;
    if (fields.length > 0) fields[random.below(fields.length)].type = randomType(random, types.length);
  },
  (random, { types }) => {
    const type = random.pick(types);
    if (type.kind === 'function') type.results = random.list(2, () => randomType(random, types.length));
  },
  (random, { types, exports }) => {
    random.pick(exports).type = random.below(types.length + 2);
  },
  (random, { types, implementations }) => {
    const entry = random.pick(implementations);
    entry[random.pick(['coreType', 'adapterType'])] = random.below(types.length + 2);
  },
  (random, { adapters, types }) => {
    random.pick(adapters).type = random.below(types.length + 2);
  },
];

function randomInstruction(random) {
  const form = random.below(3);
  if (form === 0) return { op: random.pick(PLAIN_CODES) };
  if (form === 1) return { op: random.pick(TYPED_CODES), type: randomType(random, 60) };
  const value = random.chance(0.8) ? random.below(40) : random.pick([255, 65_536, 2 ** 31 - 1, 2 ** 32 - 1]);
  return { op: random.pick(INDEXED_CODES), value };
}
