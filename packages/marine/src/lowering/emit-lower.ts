import { fieldKey, type TypePool } from '../codegen/type-pool.js';
import { allocationTag, BYTE_TAG, recordLayout, sizeOf } from '../it/sizes.js';
import { type ItType, isByteList } from '../it/types.js';

/** Source that lowers an array or a byte array; its value is the pointer, the length stays the value's `length`. */
export function emitLowerArray(pool: TypePool, type: ItType, value: string, depth: string): string {
  if (isByteList(type)) return `lowerBytes(${value})`;
  return `${pool.reference('lowerArray', type, writeArrayLower)}(${value},${depth})`;
}

/** Source that lowers a record; its value is the pointer of the record's block. */
export function emitLowerRecord(pool: TypePool, index: number, value: string, depth: string): string {
  return `${pool.reference('lowerRecord', { kind: 'record', index }, writeRecordLower)}(${value},${depth})`;
}

/**
 * Functions every generated module has. Order of allocations: spec/marine-abi.md §2.3. An empty `Uint8Array` is
 * allocated for, an empty list of bytes is not: upstream has both kinds, and lists are what came from JSON or was an
 * element of an array (observed in marine-js).
 */
export const LOWER_PRELUDE = `function lowerText(s,n){const p=alloc(n,${BYTE_TAG});mem.writeText(p,s,n);return p}
function lowerBytes(v){
rt.byteList(v);
if(v.length===0&&Array.isArray(v))return 0;
const p=alloc(v.length,${BYTE_TAG});mem.writeBytes(p,v);return p}`;

/** The elements' block first, then each element's own parts when it is reached. */
function writeArrayLower(pool: TypePool, name: string, type: ItType): string {
  if (type.kind !== 'array') throw new RangeError('not an array');
  const size = sizeOf(type.element);
  const part = emitPart(pool, type.element, 'v[i]', '');
  return `function ${name}(v,d){
rt.array(v);check(d);
const n=v.length;
if(n===0)return 0;
const base=alloc(n*${size},${allocationTag(type.element)});
for(let i=0,at=base;i<n;i++,at+=${size}){
${part.prepare}
const dv=mem.dv;
${part.write('at')}
}
return base}`;
}

/** Fields first, the packed block last. */
function writeRecordLower(pool: TypePool, name: string, type: ItType): string {
  if (type.kind !== 'record') throw new RangeError('not a record');
  const record = pool.record(type.index);
  const { size, offsets } = recordLayout(record);
  const byName = pool.shape === 'object';
  const parts = record.fields.map((field, i) =>
    emitPart(pool, field.type, byName ? `v${access(field.name)}` : `v[${i}]`, String(i)),
  );
  return `function ${name}(v,d){
${byName ? 'rt.record(v)' : `rt.list(v,${record.fields.length})`};check(d);
${parts.map((part) => part.prepare).join('\n')}
const at=alloc(${size},${BYTE_TAG}),dv=mem.dv;
${parts.map((part, i) => part.write(`at+${offsets[i]}`)).join('\n')}
return at}`;
}

function access(name: string): string {
  const key = fieldKey(name);
  return key.startsWith('[') ? key : `[${key}]`;
}

/** What must happen before the block exists, and the writing into it. `id` keeps the names of fields apart. */
interface Part {
  readonly prepare: string;
  write(at: string): string;
}

function emitPart(pool: TypePool, type: ItType, value: string, id: string): Part {
  const [x, p, n] = [`x${id}`, `p${id}`, `n${id}`];
  const pair = (prepare: string): Part => ({
    prepare,
    write: (at) => `dv.setUint32(${at},${p},true);dv.setUint32(${at}+4,${n},true);`,
  });
  switch (type.kind) {
    case 'string':
      return pair(`const ${x}=rt.string(${value}),${n}=mem.textSize(${x}),${p}=lowerText(${x},${n});`);
    case 'bytes':
    case 'array':
      return pair(`const ${x}=${value},${p}=${emitLowerArray(pool, type, x, 'd+1')},${n}=${x}.length;`);
    case 'record':
      return {
        prepare: `const ${p}=${emitLowerRecord(pool, type.index, value, 'd+1')};`,
        write: (at) => `dv.setUint32(${at},${p},true);`,
      };
    default:
      return {
        prepare: `const ${x}=rt.${type.kind}(${value});`,
        write: (at) => emitScalarWrite(type.kind, at, x),
      };
  }
}

function emitScalarWrite(kind: ItType['kind'], at: string, value: string): string {
  switch (kind) {
    case 'bool':
      return `dv.setUint8(${at},${value}?1:0);`;
    case 's8':
    case 'u8':
      return `dv.setUint8(${at},${value});`;
    case 's16':
    case 'u16':
      return `dv.setUint16(${at},${value},true);`;
    case 's64':
    case 'i64':
    case 'u64':
      return `dv.setBigUint64(${at},${value},true);`;
    case 'f32':
      return `dv.setFloat32(${at},${value},true);`;
    case 'f64':
      return `dv.setFloat64(${at},${value},true);`;
    default:
      return `dv.setUint32(${at},${value},true);`;
  }
}
