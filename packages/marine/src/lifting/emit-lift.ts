import { fieldKey, type TypePool } from '../codegen/type-pool.js';
import { recordLayout, sizeOf } from '../it/sizes.js';
import type { ItType } from '../it/types.js';

/** Source that lifts a string, byte array or array; `depth` is source too. */
export function emitLiftPair(
  pool: TypePool,
  type: ItType,
  pointer: string,
  length: string,
  depth: string,
): string {
  if (type.kind === 'string') return `mem.string(${pointer},${length})`;
  if (type.kind === 'bytes') return `mem.bytes(${pointer},${length})`;
  if (type.kind !== 'array') throw new RangeError(`${type.kind} is not a pair`);
  if (type.element.kind === 'u8') return `mem.byteList(${pointer},${length})`;
  return `${pool.reference('liftArray', type, writeArrayLift)}(${pointer},${length},${depth})`;
}

/** Source that lifts a record from its block. */
export function emitLiftRecord(pool: TypePool, index: number, pointer: string, depth: string): string {
  return `${pool.reference('liftRecord', { kind: 'record', index }, writeRecordLift)}(${pointer},${depth})`;
}

function writeArrayLift(pool: TypePool, name: string, type: ItType): string {
  if (type.kind !== 'array') throw new RangeError('not an array');
  const size = sizeOf(type.element);
  return `function ${name}(p,n,d){
if(n===0)return [];
check(d);mem.read(p,n*${size});
const dv=mem.dv,out=new Array(n);
for(let i=0,at=p;i<n;i++,at+=${size})out[i]=${emitElement(pool, type.element)};
return out}`;
}

/** Between modules an empty element is an empty list, which is lowered without a block as upstream does. */
function emitElement(pool: TypePool, type: ItType): string {
  const read = emitRead(pool, type, 'at');
  const listed = pool.shape === 'list' && type.kind === 'bytes';
  return listed ? `dv.getUint32(at+4,true)===0?[]:${read}` : read;
}

function writeRecordLift(pool: TypePool, name: string, type: ItType): string {
  if (type.kind !== 'record') throw new RangeError('not a record');
  const record = pool.record(type.index);
  const { size, offsets } = recordLayout(record);
  const values = record.fields.map((field, i) => emitRead(pool, field.type, `p+${offsets[i]}`));
  const result =
    pool.shape === 'list'
      ? `[${values.join(',')}]`
      : `{${record.fields.map((field, i) => `${fieldKey(field.name)}:${values[i]}`).join(',')}}`;
  return `function ${name}(p,d){
check(d);mem.read(p,${size});
const dv=mem.dv;
return ${result}}`;
}

/** Source that reads one field or element at an address that was admitted. */
function emitRead(pool: TypePool, type: ItType, at: string): string {
  switch (type.kind) {
    case 'bool':
      return `dv.getUint8(${at})!==0`;
    case 's8':
      return `dv.getInt8(${at})`;
    case 'u8':
      return `dv.getUint8(${at})`;
    case 's16':
      return `dv.getInt16(${at},true)`;
    case 'u16':
      return `dv.getUint16(${at},true)`;
    case 's32':
    case 'i32':
      return `dv.getInt32(${at},true)`;
    case 'u32':
      return `dv.getUint32(${at},true)`;
    case 's64':
    case 'i64':
      return `dv.getBigInt64(${at},true)`;
    case 'u64':
      return `dv.getBigUint64(${at},true)`;
    case 'f32':
      return `dv.getFloat32(${at},true)`;
    case 'f64':
      return `dv.getFloat64(${at},true)`;
    case 'record':
      return emitLiftRecord(pool, type.index, `dv.getUint32(${at},true)`, 'd+1');
    default:
      return emitLiftPair(pool, type, `dv.getUint32(${at},true)`, `dv.getUint32(${at}+4,true)`, 'd+1');
  }
}
