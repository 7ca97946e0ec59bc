import type { JsonValue, Tetraplet } from '@noctiluca/marine';
import type { CallRequest } from './avm.js';
import { MESSAGEPACK_PREFIX } from './constants.js';
import { AvmError } from './errors.js';
import { MsgpackReader } from './msgpack/reader.js';

/**
 * Read the `call_requests` field of an outcome: prefix, then a map of integer call id to the request, its arguments and
 * tetraplets being MessagePack inside byte strings. No bytes at all mean no requests (spec/marine-abi.md §7.4).
 * @throws AvmError `AVM_MALFORMED_OUTCOME`
 */
export function decodeCallRequests(bytes: Uint8Array): CallRequest[] {
  if (bytes.length === 0) return [];
  if (bytes[0] !== MESSAGEPACK_PREFIX[0] || bytes[1] !== MESSAGEPACK_PREFIX[1]) {
    throw malformed(
      `they don't start with the prefix of MessagePack (0x0201) but with ${bytes[0]}, ${bytes[1]}`,
    );
  }
  const reader = new MsgpackReader(bytes, MESSAGEPACK_PREFIX.length);
  const requests: CallRequest[] = [];
  for (let left = reader.mapHeader(); left > 0; left -= 1)
    requests.push(readRequest(reader, reader.unsigned32()));
  reader.end();
  return requests;
}

function readRequest(reader: MsgpackReader, id: number): CallRequest {
  const fields = new Fields(reader, `call request ${id}`);
  return {
    id,
    serviceId: fields.text('service_id'),
    functionName: fields.text('function_name'),
    args: readArguments(fields.bytes('arguments')),
    tetraplets: readTetraplets(fields.bytes('tetraplets')),
  };
}

function readArguments(bytes: Uint8Array): JsonValue[] {
  const reader = new MsgpackReader(bytes);
  const args: JsonValue[] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) args.push(reader.value());
  reader.end();
  return args;
}

function readTetraplets(bytes: Uint8Array): Tetraplet[][] {
  const reader = new MsgpackReader(bytes);
  const all: Tetraplet[][] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) {
    const ofArgument: Tetraplet[] = [];
    for (let inner = reader.arrayHeader(); inner > 0; inner -= 1) ofArgument.push(readTetraplet(reader));
    all.push(ofArgument);
  }
  reader.end();
  return all;
}

function readTetraplet(reader: MsgpackReader): Tetraplet {
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

  constructor(reader: MsgpackReader, owner: string) {
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
