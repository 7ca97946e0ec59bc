import type { JsonValue, Tetraplet } from '@noctiluca/marine';
import type { CallRequest } from '../avm.js';
import {
  LARGE_ARGUMENTS_BYTES,
  MAX_CALL_ARGUMENTS_BYTES,
  MAX_CALL_ARGUMENTS_VALUES,
  MESSAGEPACK_PREFIX,
  VALUE_OVERHEAD_BYTES,
} from '../constants.js';
import { AvmError } from '../errors.js';
import { ValueReader } from '../msgpack/reader.js';

/**
 * Read the `call_requests` field of an outcome: prefix, then a map of integer call id to the request, its arguments and
 * tetraplets being MessagePack inside byte strings. No bytes at all mean no requests (spec/marine-abi.md §7.4).
 * @param isShared for a host that serves many: arguments are bounded and measured, and large ones are read when needed
 * @throws AvmError `AVM_MALFORMED_OUTCOME`
 */
export function decodeCallRequests(bytes: Uint8Array, isShared = false): CallRequest[] {
  if (bytes.length === 0) return [];
  if (bytes[0] !== MESSAGEPACK_PREFIX[0] || bytes[1] !== MESSAGEPACK_PREFIX[1]) {
    throw malformed(
      `they don't start with the prefix of MessagePack (0x0201) but with ${bytes[0]}, ${bytes[1]}`,
    );
  }
  const reader = new ValueReader(bytes, MESSAGEPACK_PREFIX.length);
  const requests: CallRequest[] = [];
  for (let left = reader.mapHeader(); left > 0; left -= 1)
    requests.push(readRequest(reader, reader.unsigned32(), isShared));
  reader.end();
  return requests;
}

function readRequest(reader: ValueReader, id: number, isShared: boolean): CallRequest {
  const fields = readFields(reader, REQUEST_FIELDS, `call request ${id}`);
  const [serviceId, functionName] = [fields[0] as string, fields[1] as string];
  const [args, tetraplets] = [fields[2] as Uint8Array, readTetraplets(fields[3] as Uint8Array)];
  const sizeBytes = args.length;
  if (!isShared) return { id, serviceId, functionName, tetraplets, args: readArguments(args) };
  if (sizeBytes > MAX_CALL_ARGUMENTS_BYTES) {
    const refused = tooLarge({ serviceId, functionName }, args);
    return { id, serviceId, functionName, tetraplets, args: [], sizeBytes: 0, refused };
  }
  if (sizeBytes >= LARGE_ARGUMENTS_BYTES)
    return new LargeCallRequest({ id, serviceId, functionName, tetraplets }, args);
  return { id, serviceId, functionName, tetraplets, args: readArguments(args), sizeBytes };
}

function tooLarge({ serviceId, functionName }: CallNames, { length }: Uint8Array): string {
  return `the arguments of ${serviceId}.${functionName} are ${length} bytes, at most ${MAX_CALL_ARGUMENTS_BYTES} are taken`;
}

type CallNames = Pick<CallRequest, 'serviceId' | 'functionName'>;

/** A call whose arguments are read when they are asked for: while it waits they are bytes. */
class LargeCallRequest implements CallRequest {
  readonly id: number;
  readonly serviceId: string;
  readonly functionName: string;
  readonly tetraplets: CallRequest['tetraplets'];
  readonly refused?: string;
  readonly sizeBytes: number;
  #bytes: Uint8Array;
  #args: readonly JsonValue[] | undefined;

  constructor({ id, serviceId, functionName, tetraplets }: Omit<CallRequest, 'args'>, bytes: Uint8Array) {
    this.id = id;
    this.serviceId = serviceId;
    this.functionName = functionName;
    this.tetraplets = tetraplets;
    this.#bytes = bytes;
    const values = new ValueReader(bytes).countValues(MAX_CALL_ARGUMENTS_VALUES);
    this.sizeBytes = bytes.length + values * VALUE_OVERHEAD_BYTES;
    if (values <= MAX_CALL_ARGUMENTS_VALUES) return;
    const many = `more than ${MAX_CALL_ARGUMENTS_VALUES} values, the most that is taken`;
    this.refused = `the arguments of ${serviceId}.${functionName} have ${many}`;
  }

  /** @throws AvmError `AVM_MALFORMED_OUTCOME` */
  get args(): readonly JsonValue[] {
    this.#args ??= readArguments(this.#bytes);
    return this.#args;
  }
}

function readArguments(bytes: Uint8Array): JsonValue[] {
  const reader = new ValueReader(bytes);
  const args: JsonValue[] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) args.push(reader.value());
  reader.end();
  return args;
}

function readTetraplets(bytes: Uint8Array): Tetraplet[][] {
  const reader = new ValueReader(bytes);
  const all: Tetraplet[][] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) {
    const ofArgument: Tetraplet[] = [];
    for (let inner = reader.arrayHeader(); inner > 0; inner -= 1) ofArgument.push(readTetraplet(reader));
    all.push(ofArgument);
  }
  reader.end();
  return all;
}

function readTetraplet(reader: ValueReader): Tetraplet {
  const [peerPk, serviceId, functionName, lens] = readFields(reader, TETRAPLET_FIELDS, 'tetraplet');
  return {
    peerPk: peerPk as string,
    serviceId: serviceId as string,
    functionName: functionName as string,
    lens: lens as string,
  };
}

type Field = readonly [name: string, kind: 'text' | 'bytes'];

const REQUEST_FIELDS: readonly Field[] = [
  ['service_id', 'text'],
  ['function_name', 'text'],
  ['arguments', 'bytes'],
  ['tetraplets', 'bytes'],
];
const TETRAPLET_FIELDS: readonly Field[] = [
  ['peer_pk', 'text'],
  ['service_id', 'text'],
  ['function_name', 'text'],
  ['lens', 'text'],
];

/**
 * The fields of one map with known names, in whatever order they come there; of one that comes twice the last.
 * @returns values in the order of `known`
 */
function readFields(reader: ValueReader, known: readonly Field[], owner: string): (string | Uint8Array)[] {
  const values = new Array<string | Uint8Array | undefined>(known.length).fill(undefined);
  for (let left = reader.mapHeader(); left > 0; left -= 1) {
    const name = reader.string();
    const at = known.findIndex(([field]) => field === name);
    if (at < 0) reader.value();
    else values[at] = known[at]![1] === 'text' ? reader.string() : reader.bytes();
  }
  const missing = values.indexOf(undefined);
  if (missing >= 0) throw malformed(`a ${owner} has no field ${known[missing]![0]}`);
  return values as (string | Uint8Array)[];
}

function malformed(what: string): AvmError {
  return new AvmError('AVM_MALFORMED_OUTCOME', `AquaVM sent call requests that can't be read: ${what}`);
}
