import { any, type BuiltinService, builtin, fields, required, u32 } from '@noctiluca/host';
import { type JsonValue, printSortedJson } from '@noctiluca/marine';
import { isJsonObject } from '../json.js';
import type { LastError } from '../storage/error-log.js';
import { type CallingSpellComponents, callingSpell, INVALID_ID, NOT_ITS_PARTICLE } from './calling-spell.js';

/** `errorHandlingSrv`: where compiled Aqua reports what failed (spec/nox.md §3.11). */
export function errorHandlingBuiltins({ storage, host }: CallingSpellComponents): BuiltinService {
  return {
    id: 'errorHandlingSrv',
    doc: "Errors of a spell's script; for particles of that spell only.",
    functions: {
      error: builtin({
        doc: 'Stores an error as `store_error` of the spell does, with the time of the particle.',
        args: fields({ error: required(any), error_idx: required(u32) }),
        returns: '()',
        notes: 'Fields that the error lacks are empty.',
        errors: [INVALID_ID, NOT_ITS_PARTICLE],
        async call({ error, error_idx }, call) {
          const spellId = callingSpell(call, host);
          const { id, timestamp } = call.particle;
          await storage.transaction(() => {
            storage.require(spellId);
            storage.errors.add(spellId, id, timestamp, { last_error: lastErrorOf(error), error_idx });
          });
          return undefined;
        },
      }),
    },
  };
}

/** A script may fail with an object of its own, which AquaVM hands on as it is: no error is lost for its shape. */
function lastErrorOf(error: JsonValue): LastError {
  const given = isJsonObject(error) ? error : { message: error };
  const text = (name: string) => {
    const value = given[name];
    return typeof value === 'string' ? value : value === undefined ? '' : printSortedJson(value);
  };
  const code = given.error_code;
  return {
    error_code: typeof code === 'number' ? code >>> 0 : 0,
    instruction: text('instruction'),
    message: text('message'),
    peer_id: text('peer_id'),
  };
}
