import { KUBO_VERSION } from '../constants.js';
import { IpfsError } from '../errors.js';
import type { DagCodec } from '../files.js';
import { type IpfsStore, parsePath } from '../ipfs-store.js';
import { onlyPart, partsOf } from './parts.js';
import { tarOf } from './tar.js';

/** One request of the RPC. */
export interface RpcRequest {
  readonly http: Request;
  /** Values of `arg`, in order. */
  readonly args: readonly string[];
  option(name: string): string | undefined;
}

/** What a command answers: one JSON object, several on a line each, or bytes. */
export type RpcAnswer =
  | { readonly json: unknown }
  | { readonly lines: readonly unknown[] }
  | { readonly bytes: Uint8Array; readonly type: string };

export type Command = (request: RpcRequest) => Promise<RpcAnswer> | RpcAnswer;

export interface CommandsComponents {
  readonly store: IpfsStore;
  readonly peerId: string;
}

const isOff = (value: string | undefined) => value === 'false';

/** The commands of Kubo's RPC that stock clients need (spec/fluence-cli.md §6), by path below `/api/v0/`. */
export function rpcCommands({ store, peerId }: CommandsComponents): Readonly<Record<string, Command>> {
  const path = ({ args: [first] }: RpcRequest): string => {
    if (first !== undefined) return first;
    throw new IpfsError('INVALID', 'argument "ipfs-path" is required');
  };
  const cids = ({ args }: RpcRequest): string[] => {
    if (args.length > 0) return args.map((arg) => parsePath(arg).cid.toString());
    throw new IpfsError('INVALID', 'argument "ipfs-path" is required');
  };

  return {
    async add({ http, option }) {
      if (option('cid-version') === '0')
        throw new IpfsError('INVALID', 'CIDs of version 0 are not made here');
      const lines = [];
      for (const { name, bytes } of await partsOf(http)) {
        const { cid, size } = await store.addFile(bytes, http.signal);
        if (!isOff(option('pin'))) await store.pins.add(cid);
        lines.push({ Name: name || cid, Hash: cid, Size: String(size) });
      }
      return { lines };
    },
    async cat(request) {
      const bytes = await store.readFile(path(request), request.http.signal);
      const offset = Number(request.option('offset') ?? 0);
      const length = Number(request.option('length') ?? bytes.length);
      return { bytes: bytes.subarray(offset, offset + length), type: 'text/plain' };
    },
    async get(request) {
      const wanted = path(request);
      const contents = await store.readFile(wanted, request.http.signal);
      return { bytes: tarOf(wanted.split('/').at(-1)!, contents), type: 'application/x-tar' };
    },
    async 'pin/add'(request) {
      const Pins = cids(request);
      for (const cid of Pins) {
        if (!(await store.hasBlock(cid))) {
          throw new IpfsError(
            'NOT_FOUND',
            `pin: block was not found locally (offline): could not find ${cid}`,
          );
        }
      }
      for (const cid of Pins) await store.pins.add(cid);
      return { json: { Pins } };
    },
    async 'pin/rm'(request) {
      const Pins = cids(request);
      for (const cid of Pins) {
        if (!store.pins.has(cid)) throw new IpfsError('NOT_FOUND', 'not pinned or pinned indirectly');
        await store.pins.remove(cid);
      }
      return { json: { Pins } };
    },
    'pin/ls'(request) {
      const wanted = request.args.length > 0 ? cids(request) : store.pins.list();
      const missing = wanted.find((cid) => !store.pins.has(cid));
      if (missing !== undefined) throw new IpfsError('NOT_FOUND', `path '${missing}' is not pinned`);
      if (request.option('stream') === 'true') {
        return { lines: wanted.map((Cid) => ({ Cid, Type: 'recursive' })) };
      }
      return { json: { Keys: Object.fromEntries(wanted.map((cid) => [cid, { Type: 'recursive' }])) } };
    },
    id: () => ({
      json: {
        ID: peerId,
        PublicKey: '',
        Addresses: [],
        AgentVersion: `noctiluca-ipfs/${KUBO_VERSION}`,
        Protocols: [],
      },
    }),
    version: () => ({ json: { Version: KUBO_VERSION, Commit: '', Repo: '15', System: '', Golang: '' } }),
    async 'block/get'(request) {
      return { bytes: await store.block(path(request), request.http.signal), type: 'text/plain' };
    },
    async 'block/stat'(request) {
      const wanted = path(request);
      const { length } = await store.block(wanted, request.http.signal);
      return { json: { Key: parsePath(wanted).cid.toString(), Size: length } };
    },
    async 'block/put'({ http, option }) {
      const bytes = await onlyPart(http);
      const cid = await store.putBlock(bytes, codecCode(option('cid-codec') ?? 'raw'));
      if (option('pin') === 'true') await store.pins.add(cid);
      return { json: { Key: cid, Size: bytes.length } };
    },
    async 'block/rm'(request) {
      const lines = [];
      for (const cid of cids(request)) {
        const isPinned = store.pins.has(cid) && request.option('force') !== 'true';
        if (!isPinned) await store.removeBlock(cid);
        lines.push({ Hash: cid, Error: isPinned ? 'pinned: recursive' : '' });
      }
      return { lines };
    },
    async 'dag/put'({ http, option }) {
      const from = codec(option('input-codec') ?? 'dag-json');
      const to = codec(option('store-codec') ?? 'dag-cbor');
      const cid = await store.putDag(await onlyPart(http), from, to);
      if (option('pin') === 'true') await store.pins.add(cid);
      return { json: { Cid: { '/': cid } } };
    },
    async 'dag/get'(request) {
      const to = codec(request.option('output-codec') ?? 'dag-json');
      return { bytes: await store.getDag(path(request), to, request.http.signal), type: 'text/plain' };
    },
    'swarm/connect'({ args: [address = ''] }) {
      const to = address.slice(0, 200);
      throw new IpfsError(
        'INVALID',
        `connect ${to} failure: this node keeps files of one machine and connects to nobody`,
      );
    },
  };
}

function codec(name: string): DagCodec {
  if (name === 'dag-json' || name === 'dag-cbor' || name === 'raw') return name;
  throw new IpfsError(
    'INVALID',
    `codec "${name.slice(0, 50)}" is not known here; use dag-json, dag-cbor or raw`,
  );
}

const CODEC_CODES: Readonly<Record<string, number>> = {
  raw: 0x55,
  'dag-pb': 0x70,
  'dag-cbor': 0x71,
  'dag-json': 0x0129,
};

function codecCode(name: string): number {
  const code = Object.hasOwn(CODEC_CODES, name) ? CODEC_CODES[name] : undefined;
  if (code !== undefined) return code;
  throw new IpfsError('INVALID', `codec "${name.slice(0, 50)}" is not known here`);
}
