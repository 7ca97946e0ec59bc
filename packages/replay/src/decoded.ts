import { ReplayError } from './errors.js';

/** A value that a call gave, as a particle's data has it. */
export interface DecodedCall {
  readonly peerId: string;
  readonly serviceId: string;
  readonly functionName: string;
  /** JSON text. */
  readonly value: string;
  readonly isError: boolean;
}

/** What a particle's data holds. */
export interface DecodedData {
  /** Entries of AquaVM's trace, by their kind. */
  readonly states: Readonly<Record<string, number>>;
  /** Values of calls, those of whose result nothing was kept left out. */
  readonly calls: readonly DecodedCall[];
  /** Calls that were asked for and not answered, by the peer they are to be made on. */
  readonly waiting: readonly string[];
}

interface Readable {
  readonly data: {
    readonly trace: readonly unknown[];
    readonly cid_info: {
      readonly value_store: Readonly<Record<string, string>>;
      readonly tetraplet_store: Readonly<Record<string, Tetraplet>>;
      readonly service_result_store: Readonly<
        Record<string, { readonly value_cid: string; readonly tetraplet_cid: string }>
      >;
    };
  };
}

interface Tetraplet {
  readonly peer_pk: string;
  readonly service_id: string;
  readonly function_name: string;
}

/** @param readable of `ReplayAvm.readable` @throws ReplayError `REPLAY_BAD_DATA` */
export function decodeData(readable: string): DecodedData {
  const { data } = parse(readable);
  const { value_store: values, tetraplet_store: tetraplets, service_result_store: results } = data.cid_info;
  const failed = new Set<string>();
  const states: Record<string, number> = {};
  for (const state of data.trace) {
    const kind = kindOf(state);
    states[kind] = (states[kind] ?? 0) + 1;
    collectFailed(state, failed);
  }
  const calls = Object.entries(results).flatMap(([cid, { value_cid, tetraplet_cid }]) => {
    const tetraplet = tetraplets[tetraplet_cid];
    const value = values[value_cid];
    if (tetraplet === undefined || value === undefined) return [];
    const { peer_pk: peerId, service_id: serviceId, function_name: functionName } = tetraplet;
    return [{ peerId, serviceId, functionName, value, isError: failed.has(cid) }];
  });
  return { states, calls, waiting: data.trace.flatMap(waitingFor) };
}

function parse(readable: string): Readable {
  try {
    return JSON.parse(readable) as Readable;
  } catch (cause) {
    const why = readable.slice(0, 200);
    throw new ReplayError('REPLAY_BAD_DATA', `AquaVM cannot read this data: ${why}`, { cause });
  }
}

/** `call executed`, `par`, `canon executed`: a state is an object of one key, a call or a canon again. */
function kindOf(state: unknown): string {
  const [kind, inner] = only(state);
  return kind === 'call' || kind === 'canon' ? `${kind} ${only(inner)[0]}` : kind;
}

function collectFailed(state: unknown, failed: Set<string>): void {
  const [kind, call] = only(state);
  if (kind !== 'call') return;
  const [how, cid] = only(call);
  if (how === 'failed' && typeof cid === 'string') failed.add(cid);
}

function waitingFor(state: unknown): string[] {
  const [kind, call] = only(state);
  if (kind !== 'call') return [];
  const [how, peer] = only(call);
  return how === 'sent_by' && typeof peer === 'string' ? [peer.split(':')[0]!.trim()] : [];
}

function only(value: unknown): readonly [string, unknown] {
  const [entry] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entry ?? ['nothing', undefined];
}
