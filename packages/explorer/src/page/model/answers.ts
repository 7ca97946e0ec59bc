/** A part of a list; `next` asks for what comes after. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly next: string | null;
}

/** A peer in short. */
export interface PeerFacts {
  readonly peerId: string;
  readonly state: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly uptimeSec: number;
  readonly pid: number;
  readonly rssBytes: number;
  readonly health: readonly { readonly name: string; readonly verdict: 'Ok' | 'Warn' | 'Fail' }[];
  readonly addresses: readonly string[];
  readonly recording: boolean;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Connection {
  readonly peerId: string;
  readonly direction: string;
  readonly transport: string;
  readonly agent: string | null;
}

export interface Neighbour {
  readonly peerId: string;
  /** Bits in common with the peer's own place. */
  readonly bucket: number;
  readonly connected: boolean;
}

/** One moment of a peer. */
export interface Sample {
  readonly atMs: number;
  readonly particlesPerSec: number;
  readonly runsPerSec: number;
  readonly p99Ms: number | null;
  readonly queued: number;
  readonly actors: number;
  readonly dataBytes: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly connections: number;
}

export interface History {
  readonly everyMs: number;
  readonly samples: readonly Sample[];
}

/** Who holds how much of what particles share. */
export interface Ledger {
  readonly total: Holdings;
  readonly bounds: Pick<Holdings, 'bytes' | 'actors'>;
  readonly accounts: number;
  readonly holders: readonly (Holdings & {
    readonly key: string;
    readonly isOurs: boolean;
    readonly avmMs: number;
  })[];
}

export interface Holdings {
  readonly bytes: number;
  readonly actors: number;
  readonly queued: number;
}

/** Types by their names in Marine's interface: `string`, `u64`, `[]u8`, a record's name. */
export interface ServiceInterface {
  readonly function_signatures: readonly FunctionSignature[];
  readonly record_types: readonly RecordType[];
}

export interface FunctionSignature {
  readonly name: string;
  readonly arguments: readonly (readonly [string, string])[];
  readonly output_types: readonly string[];
}

export interface RecordType {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly ty: string }[];
}

export interface ServiceItem {
  readonly scope: string;
  readonly serviceId: string;
  readonly type: string;
  readonly name: string;
  readonly aliases: readonly string[];
}
