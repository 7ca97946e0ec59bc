import { messageOf } from '@noctiluca/common/thrown';
import { any, type BuiltinService, builtin, fields, optional } from '@noctiluca/host';
import { printSortedJson } from '@noctiluca/marine';
import { SpellError } from '../errors.js';
import { fieldTexts } from '../json.js';
import { type CallingSpellComponents, callingSpell, INVALID_ID, NOT_ITS_PARTICLE } from './calling-spell.js';

const SHOWN_LENGTH = 120;

/** `callbackSrv`: where compiled Aqua leaves what the script returns (spec/nox.md §3.11). */
export function callbackBuiltins({ storage, host }: CallingSpellComponents): BuiltinService {
  return {
    id: 'callbackSrv',
    doc: "Results of a spell's script; for particles of that spell only.",
    functions: {
      response: builtin({
        doc: 'Writes each field of an object under its name, as JSON text.',
        args: fields({ response: optional(any) }),
        returns: '()',
        errors: [
          INVALID_ID,
          NOT_ITS_PARTICLE,
          'Failed to store response <response> for spell <spell_id>: <reason>',
        ],
        async call({ response }, call) {
          const spellId = callingSpell(call, host);
          if (response === undefined) return undefined;
          try {
            const texts = fieldTexts(response);
            await storage.transaction(() => {
              storage.require(spellId);
              for (const [key, text] of texts) storage.values.set(spellId, key, text);
            });
          } catch (error) {
            const what = printSortedJson(response).slice(0, SHOWN_LENGTH);
            const reason = `Failed to store response ${what} for spell ${spellId}: ${messageOf(error)}`;
            throw new SpellError('INVALID', reason, { cause: error });
          }
          return undefined;
        },
      }),
    },
  };
}
