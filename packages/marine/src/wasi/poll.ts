import type { WasiContext, WasiFunctions } from './context.js';
import { ERRNO, fault, WasiFault } from './errno.js';
import { viewOf, writeU32s } from './guest-access.js';
import { pause } from './pause.js';

const SUBSCRIPTION_BYTES = 48;
const EVENT_BYTES = 32;
const KIND = { CLOCK: 0, FD_READ: 1, FD_WRITE: 2 };
const ABSOLUTE = 1;
const REALTIME = 0;
const LAST_CLOCK = 3;
const NS_PER_MS = 1_000_000n;
/** Subscriptions of one call. Our own bound. */
const MAX_SUBSCRIPTIONS = 1024;
/** A sleep looks at the deadline and at waiting work this often, ms. */
const SLICE_MS = 5;

interface Subscription {
  readonly userdata: bigint;
  readonly kind: number;
  /** Nanoseconds until a clock is due. */
  readonly waitNs: bigint;
  readonly errno: number;
}

/**
 * `poll_oneoff`: clocks and descriptors. Files and streams are always ready, so only clocks alone make it sleep: until
 * the first is due or the call's deadline has come.
 */
export function pollFunctions(context: WasiContext): WasiFunctions {
  const { memory, clock, sources } = context;
  return {
    poll_oneoff(input: number, output: number, count: number, result: number): number {
      const [from, to, total] = [input >>> 0, output >>> 0, count >>> 0];
      if (total === 0 || total > MAX_SUBSCRIPTIONS) return ERRNO.INVAL;
      const dv = viewOf(memory, from, SUBSCRIPTION_BYTES * total);
      if (!dv || !viewOf(memory, to, EVENT_BYTES * total) || !viewOf(memory, result, 4)) return ERRNO.FAULT;
      const wanted = Array.from({ length: total }, (_, i) =>
        read(context, dv, from + SUBSCRIPTION_BYTES * i),
      );
      let first = wanted[0]!.waitNs;
      for (const { waitNs } of wanted) if (waitNs < first) first = waitNs;
      const until = sources.monotonicNs() + first;
      for (let left = first; left > 0n; left = until - sources.monotonicNs()) {
        clock.check();
        const ms = Number(left / NS_PER_MS) + 1;
        pause(Math.min(SLICE_MS, ms, clock.remainingMs + 1));
      }
      const due = wanted.filter(({ waitNs }) => waitNs <= first);
      for (const [i, event] of due.entries()) write(dv, to + EVENT_BYTES * i, event);
      return writeU32s(memory, result, due.length);
    },
  };
}

function read({ sources, descriptors }: WasiContext, dv: DataView, at: number): Subscription {
  const userdata = dv.getBigUint64(at, true);
  const kind = dv.getUint8(at + 8);
  if (kind === KIND.CLOCK) {
    const id = dv.getUint32(at + 16, true);
    const timeout = dv.getBigUint64(at + 24, true);
    const absolute = (dv.getUint16(at + 40, true) & ABSOLUTE) !== 0;
    if (id > LAST_CLOCK) return { userdata, kind, waitNs: 0n, errno: ERRNO.INVAL };
    const now = id === REALTIME ? BigInt(Math.trunc(sources.nowMs())) * NS_PER_MS : sources.monotonicNs();
    const waitNs = absolute ? timeout - now : timeout;
    return { userdata, kind, waitNs: waitNs < 0n ? 0n : waitNs, errno: ERRNO.SUCCESS };
  }
  if (kind !== KIND.FD_READ && kind !== KIND.FD_WRITE) return fault(ERRNO.INVAL);
  try {
    descriptors.get(dv.getInt32(at + 16, true));
    return { userdata, kind, waitNs: 0n, errno: ERRNO.SUCCESS };
  } catch (error) {
    if (!(error instanceof WasiFault)) throw error;
    return { userdata, kind, waitNs: 0n, errno: error.errno };
  }
}

function write(dv: DataView, at: number, { userdata, errno, kind }: Subscription): void {
  dv.setBigUint64(at, userdata, true);
  dv.setUint16(at + 8, errno, true);
  dv.setUint8(at + 10, kind);
  dv.setBigUint64(at + 16, 0n, true);
  dv.setBigUint64(at + 24, 0n, true);
}
