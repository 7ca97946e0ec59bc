import type { FieldNode, SelectionSetNode } from 'graphql';
import { DEFAULT_FIRST, MAX_ANSWER_FIELDS, MAX_FIRST, MAX_QUERY_DEPTH } from '../constants.js';
import { ChainError } from '../errors.js';
import { type Asked, type Operation, readOperation } from './document.js';
import { predicateOf } from './filter.js';
import { type Field, SCHEMA, type TypeName } from './schema.js';
import type { World } from './world.js';

/** Entities that are asked for by their id: by the name of the field, the list that they are in. */
const BY_ID: Readonly<Record<string, string>> = { offer: 'offers', deal: 'deals' };

/** The data of an answer. @throws ChainError `INVALID`, `LIMIT` */
export function execute(asked: Asked, world: World): Record<string, unknown> {
  const run: Run = { operation: readOperation(asked), world, fields: 0 };
  return select(run, 'Query', {}, run.operation.selections, MAX_QUERY_DEPTH);
}

interface Run {
  readonly operation: Operation;
  readonly world: World;
  fields: number;
}

function select(
  run: Run,
  type: TypeName,
  entity: object,
  selections: SelectionSetNode | undefined,
  depth: number,
): Record<string, unknown> {
  if (selections === undefined) throw new ChainError('INVALID', `Type \`${type}\` has fields: select some`);
  if (depth === 0) throw new ChainError('LIMIT', 'The query is too deep');
  const answer: [string, unknown][] = [];
  for (const [name, node] of run.operation.fieldsOf(selections)) {
    spend(run, 1);
    answer.push([name, resolve(run, type, entity, node, depth - 1)]);
  }
  return Object.fromEntries(answer);
}

/** Work is bounded by what an answer is made of, be it shown or passed over. */
function spend(run: Run, fields: number): void {
  run.fields += fields;
  if (run.fields > MAX_ANSWER_FIELDS) throw new ChainError('LIMIT', 'The answer is too long');
}

function resolve(run: Run, type: TypeName, entity: object, node: FieldNode, depth: number): unknown {
  const name = node.name.value;
  if (name === '__typename') return type;
  const list = type === 'Query' && Object.hasOwn(BY_ID, name) ? BY_ID[name] : undefined;
  const field = SCHEMA[type].get(list ?? name);
  if (field === undefined) throw new ChainError('INVALID', `Type \`${type}\` has no field \`${name}\``);
  if (field.kind === 'value') return field.get(entity as never, run.world);
  const below = (of: object) => select(run, field.type, of, node.selectionSet, depth);
  const args = argumentsOf(run, node);
  if (field.kind === 'one') {
    const target = field.get(entity as never, run.world);
    return target === null ? null : below(target);
  }
  const all = field.get(entity as never, run.world);
  spend(run, all.length);
  if (list === undefined) return page(field.type, all, args, run.world).map(below);
  const [found] = all.filter(predicateOf(field.type, { id: args.get('id') ?? '' }, run.world));
  return found === undefined ? null : below(found);
}

type Arguments = ReadonlyMap<string, unknown>;

function argumentsOf({ operation }: Run, { arguments: given = [] }: FieldNode): Arguments {
  return new Map(given.map(({ name, value }) => [name.value, operation.valueOf(value)]));
}

function page(type: TypeName, all: readonly object[], args: Arguments, world: World): object[] {
  const wanted = all.filter(predicateOf(type, args.get('where'), world));
  const skip = countOf(args.get('skip'), 0);
  // The Graph refuses more; clients ask for what a contract has, which may be any number.
  const first = Math.min(countOf(args.get('first'), DEFAULT_FIRST), MAX_FIRST);
  return ordered(type, wanted, args, world).slice(skip, skip + first);
}

function countOf(value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'number' && value >= 0) return Math.floor(value);
  throw new ChainError('INVALID', 'A number of entities is not negative');
}

/** By a value of theirs; as they came when nothing is said. */
function ordered(type: TypeName, entities: object[], args: Arguments, world: World): object[] {
  const by = args.get('orderBy');
  if (by === undefined || by === null) return entities;
  const field = SCHEMA[type].get(String(by));
  if (field?.kind !== 'value')
    throw new ChainError('INVALID', `Type \`${type}\` cannot be ordered by \`${by}\``);
  const rank = args.get('orderDirection') === 'desc' ? -1 : 1;
  const keys = new Map(entities.map((entity) => [entity, keyOf(field, entity, world)]));
  return entities.sort((a, b) => rank * compareKeys(keys.get(a)!, keys.get(b)!));
}

function keyOf(
  field: Extract<Field, { readonly kind: 'value' }>,
  entity: object,
  world: World,
): bigint | string {
  const value = String(field.get(entity as never, world));
  return /^\d+$/.test(value) ? BigInt(value) : value;
}

function compareKeys(a: bigint | string, b: bigint | string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
