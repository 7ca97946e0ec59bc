import { MAX_FILTER_CONDITIONS, MAX_QUERY_DEPTH } from '../constants.js';
import { ChainError } from '../errors.js';
import { type Field, SCHEMA, type TypeName } from './schema.js';
import type { World } from './world.js';

/** Whether an entity is wanted. */
export type Predicate = (entity: object) => boolean;

type Scalar = string | number | boolean | null;

/** How a field is compared, by what its condition ends with; the longest is looked for first. */
const OPERATORS: Readonly<Record<string, (value: Scalar, wanted: unknown) => boolean>> = {
  _not_in: (value, wanted) => !listOf(wanted).some((one) => isSame(value, one)),
  _not: (value, wanted) => !isSame(value, wanted),
  _gte: (value, wanted) => compare(value, wanted) >= 0,
  _lte: (value, wanted) => compare(value, wanted) <= 0,
  _gt: (value, wanted) => compare(value, wanted) > 0,
  _lt: (value, wanted) => compare(value, wanted) < 0,
  _in: (value, wanted) => listOf(wanted).some((one) => isSame(value, one)),
};

/**
 * The filter language of The Graph, as far as clients of deals use it: `f`, `f_not`, `f_gt` …, `f_` for conditions of what `f` leads
 * to (any of several), `and`, `or`. What leads to an entity is compared by its id.
 * @throws ChainError `INVALID`, `LIMIT`
 */
export function predicateOf(type: TypeName, where: unknown, world: World): Predicate {
  const budget = { left: MAX_FILTER_CONDITIONS };
  return allOf(type, where, world, budget, MAX_QUERY_DEPTH);
}

interface Budget {
  left: number;
}

function allOf(type: TypeName, where: unknown, world: World, budget: Budget, depth: number): Predicate {
  if (where === undefined || where === null) return () => true;
  if (typeof where !== 'object' || Array.isArray(where))
    throw new ChainError('INVALID', 'A filter is an object');
  if (depth === 0) throw new ChainError('LIMIT', 'A filter is too deep');
  const conditions = Object.entries(where).filter(([, wanted]) => wanted !== undefined);
  const predicates = conditions.map(([name, wanted]) =>
    conditionOf(type, name, wanted, world, budget, depth - 1),
  );
  return (entity) => predicates.every((holds) => holds(entity));
}

function conditionOf(
  type: TypeName,
  name: string,
  wanted: unknown,
  world: World,
  budget: Budget,
  depth: number,
): Predicate {
  budget.left -= Array.isArray(wanted) ? wanted.length + 1 : 1;
  if (budget.left < 0) throw new ChainError('LIMIT', 'A filter has too many conditions');
  const inner = (of: TypeName, where: unknown) => allOf(of, where, world, budget, depth);
  if (name === 'and' || name === 'or') {
    const parts = listOf(wanted).map((part) => inner(type, part));
    return name === 'and'
      ? (entity) => parts.every((holds) => holds(entity))
      : (entity) => parts.some((holds) => holds(entity));
  }
  if (name.endsWith('_')) return nested(fieldOf(type, name.slice(0, -1)), wanted, world, inner);
  return compared(type, name, wanted, world);
}

/** Conditions of the entity, or of any of those, that a field leads to. */
function nested(
  field: Field,
  wanted: unknown,
  world: World,
  inner: (type: TypeName, where: unknown) => Predicate,
): Predicate {
  if (field.kind === 'value') throw new ChainError('INVALID', 'A filter asks for what is below a value');
  const holds = inner(field.type, wanted);
  return (entity) => targetsOf(field, entity, world).some(holds);
}

function compared(type: TypeName, name: string, wanted: unknown, world: World): Predicate {
  const suffix = Object.keys(OPERATORS).find((one) => name.endsWith(one)) ?? '';
  const field = fieldOf(type, suffix === '' ? name : name.slice(0, -suffix.length));
  const holds = OPERATORS[suffix] ?? isSame;
  if (field.kind === 'value') return (entity) => holds(field.get(entity as never, world), wanted);
  if (field.kind === 'many') throw new ChainError('INVALID', `${name} is a list: ask for ${name}_`);
  return (entity) => holds(idOf(field.get(entity as never, world)), wanted);
}

function fieldOf(type: TypeName, name: string): Field {
  const field = SCHEMA[type].get(name);
  if (field === undefined) throw new ChainError('INVALID', `Type \`${type}\` has no field \`${name}\``);
  return field;
}

function targetsOf(
  field: Exclude<Field, { readonly kind: 'value' }>,
  entity: object,
  world: World,
): readonly object[] {
  const target = field.get(entity as never, world);
  if (target === null) return [];
  return Array.isArray(target) ? target : [target];
}

const idOf = (entity: object | null): Scalar => (entity as { readonly id?: string } | null)?.id ?? null;

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ChainError('INVALID', 'A condition wants a list');
  return value;
}

/** Addresses in any case: clients have them with that of their checksum as well. */
function isSame(value: Scalar, wanted: unknown): boolean {
  if (typeof value === 'string' && typeof wanted === 'string' && value.toLowerCase() === wanted.toLowerCase())
    return true;
  if (value === wanted) return true;
  const [left, right] = [integerOf(value), integerOf(wanted)];
  return left !== undefined && left === right;
}

/** Below, at or above zero; not a number when they cannot be compared, which no condition holds for. */
function compare(value: Scalar, wanted: unknown): number {
  const [left, right] = [integerOf(value), integerOf(wanted)];
  if (left === undefined || right === undefined) return Number.NaN;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d{1,78}$/.test(value)) return BigInt(value);
  return undefined;
}
