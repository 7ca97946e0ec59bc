import { IpfsError } from '../../errors.js';
import type { PinFilter, PinnedEntry } from '../../store/store.js';
import { json, lineStream } from '../answers.js';
import type { RpcCommand, RpcOptions, RpcRequest } from '../request.js';

const FILTERS: readonly string[] = ['direct', 'recursive', 'indirect', 'all'] satisfies PinFilter[];

export const pinAdd: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const kind = options.bool('recursive', true) ? 'recursive' : 'direct';
  const pinned: string[] = [];
  for (const path of options.requiredArgs('ipfs-path')) pinned.push((await files.pin(path, kind)).toString());
  return json({ Pins: pinned });
};

export const pinRm: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const recursive = options.bool('recursive', true);
  const removed: string[] = [];
  for (const path of options.requiredArgs('ipfs-path')) {
    removed.push((await files.unpin(path, { recursive })).toString());
  }
  return json({ Pins: removed });
};

/** One line for each with `stream`, else one object with all. */
export const pinLs: RpcCommand = async (request) => {
  const filter = filterOf(request.options);
  const found = listed(request, filter);
  if (request.options.bool('stream', false)) return lineStream(asLines(found));
  const keys: Record<string, object> = {};
  for await (const { cid, reason } of found) keys[cid.toString()] = { Type: typeOf(reason) };
  return json({ Keys: keys });
};

async function* listed(request: RpcRequest, filter: PinFilter): AsyncGenerator<PinnedEntry> {
  const { options, signal } = request;
  const files = await request.files();
  const paths = options.args();
  for (const path of paths) yield await files.pinOf(path, filter);
  if (paths.length > 0) return;
  for await (const pin of files.pins(filter)) {
    signal.throwIfAborted();
    yield pin;
  }
}

async function* asLines(pins: AsyncIterable<PinnedEntry>) {
  for await (const { cid, reason } of pins) yield { Cid: cid.toString(), Type: typeOf(reason) };
}

function typeOf(reason: PinnedEntry['reason']): string {
  return reason.kind === 'indirect' ? `indirect through ${reason.through}` : reason.kind;
}

function filterOf(options: RpcOptions): PinFilter {
  const type = options.text('type', 'all');
  if (FILTERS.includes(type)) return type as PinFilter;
  throw new IpfsError(
    'BAD_REQUEST',
    `invalid type '${type.slice(0, 64)}', must be one of {direct, indirect, recursive, all}`,
  );
}
