// The words of an interface-types section (spec/marine-abi.md §1.2, §1.3) that `encodeInterfaceTypes` can write.

export const SCALARS = [
  ...['s8', 's16', 's32', 's64', 'u8', 'u16', 'u32', 'u64', 'f32', 'f64', 'string', 'bool'],
];

const SIGNED = ['8', '16', '32'].flatMap((bits) => [`s${bits}.from_i32`, `i32.from_s${bits}`]);
const UNSIGNED = ['8', '16', '32'].flatMap((bits) => [`u${bits}.from_i32`, `i32.from_u${bits}`]);
export const PLAIN_CODES = [
  ...SIGNED,
  ...UNSIGNED,
  ...['s64.from_i64', 'i64.from_s64', 'u64.from_i64', 'i64.from_u64'],
  ...['string.lift_memory', 'string.lower_memory', 'string.size', 'dup', 'swap2'],
  ...['bool.from_i32', 'i32.from_bool'],
  ...['byte_array.lift_memory', 'byte_array.lower_memory', 'byte_array.size'],
];
export const INDEXED_CODES = [
  ...['arg.get', 'call-core', 'record.lift_memory', 'record.lower_memory', 'i32.push', 'i64.push'],
];
export const TYPED_CODES = ['array.lift_memory', 'array.lower_memory'];

/** @param types entries of the type table, which a record may name */
export function randomType(random, types, depth = 0) {
  const form = random.below(5);
  if (form === 0) return { kind: 'bytes' };
  if (form === 1) return { kind: 'record', typeIndex: random.below(types + 1) };
  if (form === 2 && depth < 80) return nested(random, types, depth);
  return { kind: random.pick(SCALARS) };
}

/** Lists of lists, now and then deeper than the runtime takes. */
function nested(random, types, depth) {
  const levels = random.chance(0.05) ? 60 : 1;
  let type = randomType(random, types, depth + levels);
  for (let i = 0; i < levels; i++) type = { kind: 'array', element: type };
  return type;
}
