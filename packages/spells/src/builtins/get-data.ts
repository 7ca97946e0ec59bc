import { messageOf } from '@noctiluca/common/thrown';
import { type BuiltinService, builtin, none } from '@noctiluca/host';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import { SpellError } from '../errors.js';
import { COUNTER_KEY, type SpellStorage, TRIGGER_KEY } from '../storage/spell-storage.js';
import { type CallingSpellComponents, callingSpell, INVALID_ID, NOT_ITS_PARTICLE } from './calling-spell.js';

/** Names that scripts of earlier releases know (spec/nox.md §5.3). */
const OLDER_NAMES: Readonly<Record<string, string>> = { counter: COUNTER_KEY, trigger: TRIGGER_KEY };

const SHOWN_LENGTH = 120;

/** `getDataSrv`: what a spell's script is given (spec/nox.md §3.11). */
export function getDataBuiltins({ storage, host }: CallingSpellComponents): BuiltinService {
  return {
    id: 'getDataSrv',
    doc: "Arguments of a spell's script; for particles of that spell only.",
    functions: {
      spell_id: builtin({
        doc: 'Id of the calling spell.',
        args: none,
        returns: 'string',
        errors: [INVALID_ID, NOT_ITS_PARTICLE],
        call: (_, call) => callingSpell(call, host),
      }),
      '-relay-': builtin({
        doc: 'Peer id of the host.',
        args: none,
        returns: 'string',
        errors: [INVALID_ID, NOT_ITS_PARTICLE],
        call(_, call) {
          callingSpell(call, host);
          return host.hostPeerId;
        },
      }),
    },
    fallback: builtin({
      doc: "What the spell keeps under the function's name: the value its JSON text holds, or a number.",
      args: none,
      returns: 'any',
      notes:
        '`counter` and `trigger` are `hw_counter` and `hw_trigger`, unless the spell has keys of these names.',
      errors: [
        INVALID_ID,
        NOT_ITS_PARTICLE,
        'value not found',
        'Failed to parse argument `<key> -> <text>` for spell <spell_id>: <reason>',
      ],
      call(_, call) {
        const spellId = callingSpell(call, host);
        return argumentOf(storage, spellId, call.functionName);
      },
    }),
  };
}

function argumentOf(storage: SpellStorage, spellId: string, key: string): JsonValue {
  const older = Object.hasOwn(OLDER_NAMES, key) ? OLDER_NAMES[key] : undefined;
  const own = storage.values.get(spellId, key);
  const value = own ?? (older === undefined ? undefined : storage.values.get(spellId, older));
  if (value === undefined) throw new SpellError('NOT_FOUND', 'value not found');
  if (typeof value === 'number') return value;
  try {
    return parseJson(value);
  } catch (error) {
    const what = `argument \`${key.slice(0, SHOWN_LENGTH)} -> ${value.slice(0, SHOWN_LENGTH)}\``;
    const reason = `Failed to parse ${what} for spell ${spellId}: ${messageOf(error)}`;
    throw new SpellError('INVALID', reason, { cause: error });
  }
}
