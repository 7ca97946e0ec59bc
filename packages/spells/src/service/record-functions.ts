import type { ItValue } from '@noctiluca/marine';
import { LOG_MAX_LENGTH, MESSAGE_MAX_BYTES } from '../constants.js';
import { SpellError } from '../errors.js';
import { isSpell } from './caller.js';
import { reading, type SpellContext, type SpellFunction, writing } from './function.js';
import {
  allErrorsResult,
  errorEntries,
  logsResult,
  mailboxResult,
  poppedMessage,
  unitValue,
} from './results.js';
import {
  AllErrorsResult,
  GetLogsResult,
  GetMailboxResult,
  LastError,
  LastErrorEntry,
  listOf,
  PopMailboxResult,
  string,
  UnitValue,
  u32,
  u64,
} from './types.js';

/** Errors, log and mailbox (spec/nox.md §5.6): bounded, the oldest go. */
export const recordFunctions: Readonly<Record<string, SpellFunction>> = {
  get_all_errors: reading({
    returns: AllErrorsResult,
    shape: allErrorsResult,
    run: ({ spellId, storage }) => storage.errors.all(spellId),
  }),
  get_errors: reading({
    args: { particle_id: string },
    returns: listOf(LastErrorEntry),
    shape: errorEntries,
    run: ({ spellId, storage }, [particleId]) => storage.errors.of(spellId, particleId as string),
  }),
  get_logs: reading({
    returns: GetLogsResult,
    shape: logsResult,
    run: ({ spellId, storage }) => storage.logs.list(spellId),
  }),
  get_mailbox: reading({
    returns: GetMailboxResult,
    shape: mailboxResult,
    run: ({ spellId, storage }) => storage.mailbox.list(spellId).reverse(),
  }),
  pop_mailbox: writing({
    returns: PopMailboxResult,
    shape: poppedMessage,
    run(context) {
      requireSpell(context, 'pop_mailbox');
      return context.storage.mailbox.pop(context.spellId);
    },
  }),
  push_mailbox: writing({
    args: { message: string },
    returns: UnitValue,
    shape: unitValue,
    prefix: 'Error storing mailbox message: ',
    run({ spellId, storage, parameters, nowMs }, [message]) {
      const bytes = Buffer.byteLength(message as string);
      if (bytes > MESSAGE_MAX_BYTES) {
        throw new SpellError('LIMIT', `${bytes} bytes are more than the ${MESSAGE_MAX_BYTES} of a message`);
      }
      const { initPeerId } = parameters.particle;
      const timestamp = Math.floor(nowMs / 1000);
      storage.mailbox.push(spellId, { init_peer_id: initPeerId, timestamp, message: message as string });
    },
  }),
  store_error: writing({
    args: { error: LastError, error_idx: u32, particle_timestamp: u64 },
    returns: UnitValue,
    shape: unitValue,
    run(context, [error, errorIdx, timestamp]) {
      requireSpell(context, 'store_error');
      const [error_code, instruction, message, peer_id] = error as [number, string, string, string];
      const entry = {
        last_error: { error_code, instruction, message, peer_id },
        error_idx: errorIdx as number,
      };
      const { spellId, storage, parameters } = context;
      storage.errors.add(spellId, parameters.particle.id, Number(timestamp as ItValue), entry);
    },
  }),
  store_log: writing({
    args: { log: string },
    returns: UnitValue,
    shape: unitValue,
    run(context, [log]) {
      requireSpell(context, 'store_log');
      const { spellId, storage, nowMs } = context;
      storage.logs.push(spellId, { timestamp: Math.floor(nowMs / 1000), message: cut(log as string) });
    },
  }),
};

/** @throws SpellError `FORBIDDEN` with upstream's text */
function requireSpell({ parameters }: SpellContext, functionName: string): void {
  if (isSpell(parameters)) return;
  const who = 'the associated spell script';
  throw new SpellError('FORBIDDEN', `${functionName} can be called only by ${who}`);
}

function cut(log: string): string {
  if (log.length <= LOG_MAX_LENGTH) return log;
  return `${log.slice(0, LOG_MAX_LENGTH).replace(/\p{Surrogate}/gu, '\ufffd')}…`;
}
