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
  const fields = new Fields(reader, `call request ${id}`);
  const args = fields.bytes('arguments');
  const rest = {
    id,
    serviceId: fields.text('service_id'),
    functionName: fields.text('function_name'),
    tetraplets: readTetraplets(fields.bytes('tetraplets')),
  };
  if (!isShared) return { ...rest, args: readArguments(args) };
  const sizeBytes = args.length;
  if (sizeBytes > MAX_CALL_ARGUMENTS_BYTES)
    return { ...rest, args: [], sizeBytes: 0, refused: tooLarge(rest, args) };
  if (sizeBytes >= LARGE_ARGUMENTS_BYTES) return new LargeCallRequest(rest, args);
  return { ...rest, args: readArguments(args), sizeBytes };
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
  const fields = new Fields(reader, 'tetraplet');
  return {
    peerPk: fields.text('peer_pk'),
    serviceId: fields.text('service_id'),
    functionName: fields.text('function_name'),
    lens: fields.text('lens'),
  };
}

const STRING_FIELDS = new Set(['service_id', 'function_name', 'peer_pk', 'lens']);
const BYTES_FIELDS = new Set(['arguments', 'tetraplets']);

/** The fields of one map with known names, in whatever order they come. */
class Fields {
  readonly #owner: string;
  readonly #texts = new Map<string, string>();
  readonly #bytes = new Map<string, Uint8Array>();

  constructor(reader: ValueReader, owner: string) {
    this.#owner = owner;
    for (let left = reader.mapHeader(); left > 0; left -= 1) {
      const name = reader.string();
      if (STRING_FIELDS.has(name)) this.#texts.set(name, reader.string());
      else if (BYTES_FIELDS.has(name)) this.#bytes.set(name, reader.bytes());
      else reader.value();
    }
  }

  text(name: string): string {
    return this.#texts.get(name) ?? this.#missing(name);
  }

  bytes(name: string): Uint8Array {
    return this.#bytes.get(name) ?? this.#missing(name);
  }

  #missing(name: string): never {
    throw malformed(`a ${this.#owner} has no field ${name}`);
  }
}

function malformed(what: string): AvmError {
  return new AvmError('AVM_MALFORMED_OUTCOME', `AquaVM sent call requests that can't be read: ${what}`);
}
