import { messageOf } from '@noctiluca/common/thrown';
import { type ArgumentType, bool, HostError, u32 } from '@noctiluca/host';
import { type JsonValue, printSortedJson } from '@noctiluca/marine';
import { MAX_PERIOD_SEC } from './constants.js';
import { ConvertedSpellError } from './errors.js';
import { isJsonObject } from './json.js';

// Type aliases, not interfaces: only these are assignable to the store's index signature.

/** What triggers a spell, key for key as scripts write it (spec/nox.md §5.1). Seconds since the epoch, u32. */
export type TriggerConfig = {
  /** `start_sec` 0: no clock. `period_sec` 0: once. `end_sec` 0: no end. */
  clock: { start_sec: number; end_sec: number; period_sec: number };
  connections: { connect: boolean; disconnect: boolean };
  /** Ours (upstream keeps it, without effect): runs at blocks with an event for this peer. `start_block` 0: none. `end_block` 0: no last one. */
  blockchain: { start_block: number; end_block: number };
};

/** Triggers nothing. */
export const NO_TRIGGERS: TriggerConfig = {
  clock: { start_sec: 0, end_sec: 0, period_sec: 0 },
  connections: { connect: false, disconnect: false },
  blockchain: { start_block: 0, end_block: 0 },
};

/**
 * Whether anything may be scheduled by it is for the caller; this refuses what never can.
 * @param nowMs milliseconds since the epoch
 * @throws SpellError `INVALID` with upstream's texts
 */
export function checkTriggerConfig({ clock }: TriggerConfig, nowMs: number): void {
  const { start_sec: startSec, end_sec: endSec, period_sec: periodSec } = clock;
  if (startSec === 0) return;
  if (periodSec > MAX_PERIOD_SEC) {
    const bound = `Max period is 100 years (or approx ${MAX_PERIOD_SEC} seconds)`;
    throw new ConvertedSpellError('INVALID', `invalid config: period is too big. ${bound}`);
  }
  if (endSec !== 0 && (endSec < startSec || endSec * 1000 < nowMs)) {
    throw new ConvertedSpellError('INVALID', 'invalid config: end_sec is less than start_sec or in the past');
  }
}

/** The argument of `spell.install` and others: all fields are required, further ones are ignored. */
export const triggerConfig: ArgumentType<TriggerConfig> = {
  name: 'TriggerConfig',
  isList: false,
  decode(value) {
    const clock = field(value, 'clock');
    const connections = field(value, 'connections');
    const blockchain = field(value, 'blockchain');
    return {
      clock: {
        start_sec: member(clock, 'clock.start_sec', u32),
        end_sec: member(clock, 'clock.end_sec', u32),
        period_sec: member(clock, 'clock.period_sec', u32),
      },
      connections: {
        connect: member(connections, 'connections.connect', bool),
        disconnect: member(connections, 'connections.disconnect', bool),
      },
      blockchain: {
        start_block: member(blockchain, 'blockchain.start_block', u32),
        end_block: member(blockchain, 'blockchain.end_block', u32),
      },
    };
  },
};

function member<T>(section: JsonValue, path: string, type: ArgumentType<T>): T {
  const name = path.slice(path.indexOf('.') + 1);
  try {
    return type.decode(field(section, name));
  } catch (error) {
    throw new HostError('BAD_ARGUMENTS', `${path}: ${messageOf(error)}`);
  }
}

function field(value: JsonValue, name: string): JsonValue {
  if (!isJsonObject(value)) {
    throw new HostError(
      'BAD_ARGUMENTS',
      `expected TriggerConfig, got ${printSortedJson(value).slice(0, 120)}`,
    );
  }
  const found = Object.hasOwn(value, name) ? value[name] : undefined;
  if (found === undefined) throw new HostError('BAD_ARGUMENTS', `missing field \`${name}\``);
  return found;
}
