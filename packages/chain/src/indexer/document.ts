import { messageOf } from '@noctiluca/common/thrown';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { MAX_QUERY_TOKENS } from '../constants.js';
import { ChainError } from '../errors.js';

/** A query with the variables that came with it. */
export interface Operation {
  readonly selections: SelectionSetNode;
  /** Fields of a selection, those of its fragments among them, by the names they are answered under. */
  fieldsOf(selections: SelectionSetNode): ReadonlyMap<string, FieldNode>;
  /** What an argument is given; nothing for a variable without a value. */
  valueOf(node: ValueNode): unknown;
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** @throws ChainError `INVALID` */
export function readOperation({ query, variables, operationName }: Asked): Operation {
  const document = parsed(query);
  const operation = operationIn(document, operationName);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const values = valuesOf(operation, variables);
  const known = new Map<SelectionSetNode, ReadonlyMap<string, FieldNode>>();
  return {
    selections: operation.selectionSet,
    fieldsOf(selections) {
      const fields = known.get(selections) ?? collect(selections, fragments, new Map(), new Set());
      known.set(selections, fields);
      return fields;
    },
    valueOf: (node) => plain(node, values),
  };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_QUERY_TOKENS, noLocation: true });
  } catch (cause) {
    throw new ChainError('INVALID', messageOf(cause), { cause });
  }
}

function operationIn(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [found, second] = operations.filter((one) => name === undefined || one.name?.value === name);
  if (found === undefined)
    throw new ChainError('INVALID', `There is no operation ${name ?? 'in the document'}`);
  if (second !== undefined) throw new ChainError('INVALID', 'There are several operations: name one');
  if (found.operation !== 'query')
    throw new ChainError('INVALID', `There are queries only, no ${found.operation}`);
  return found;
}

function valuesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, unknown> {
  const nothing = new Map<string, unknown>();
  return new Map(
    variableDefinitions.map(({ variable: { name }, defaultValue }) => {
      const value = Object.hasOwn(given, name.value) ? given[name.value] : undefined;
      return [name.value, value === undefined && defaultValue ? plain(defaultValue, nothing) : value];
    }),
  );
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Each fragment once, as the specification of GraphQL has it: so one that is in itself ends. */
function collect(
  { selections }: SelectionSetNode,
  fragments: Fragments,
  into: Map<string, FieldNode>,
  seen: Set<string>,
): ReadonlyMap<string, FieldNode> {
  for (const selection of selections) {
    if (selection.directives?.length) throw new ChainError('INVALID', 'There are no directives here');
    if (selection.kind === Kind.FIELD) add(selection, into);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fragments, into, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      collect(fragmentOf(selection.name.value, fragments).selectionSet, fragments, into, seen);
    }
  }
  return into;
}

/** What is asked for twice under one name is answered once, with the fields of both. */
function add(field: FieldNode, into: Map<string, FieldNode>): void {
  const name = (field.alias ?? field.name).value;
  const before = into.get(name);
  if (before === undefined) into.set(name, field);
  else if (before.name.value !== field.name.value)
    throw new ChainError('INVALID', `${name} is asked for as two fields`);
  else if (before.selectionSet && field.selectionSet) {
    const selections = [...before.selectionSet.selections, ...field.selectionSet.selections];
    into.set(name, { ...before, selectionSet: { ...before.selectionSet, selections } });
  }
}

function fragmentOf(name: string, fragments: Fragments): FragmentDefinitionNode {
  const fragment = fragments.get(name);
  if (fragment === undefined) throw new ChainError('INVALID', `There is no fragment ${name}`);
  return fragment;
}

function plain(node: ValueNode, variables: ReadonlyMap<string, unknown>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables.get(node.name.value);
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((value) => plain(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, plain(value, variables)]));
    default:
      return node.value;
  }
}
