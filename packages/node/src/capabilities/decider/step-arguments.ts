import type { PlannedStep, StepOutcome } from '@noctiluca/chain/peer';
import { type ArgumentType, anyObject, bool, text } from '@noctiluca/host';

type StepName = Pick<PlannedStep, 'id' | 'dealId' | 'kind'>;

/** A step as it was given, of which only that counts which tells one from another. */
export const stepArgument: ArgumentType<StepName> = {
  name: 'Step',
  isList: false,
  decode(value) {
    const of = <T>(name: string, type: ArgumentType<T>) => member(anyObject.decode(value), name, type);
    return { id: of('id', text), dealId: of('deal_id', text), kind: of('kind', text) as StepName['kind'] };
  },
};

/** What came of it; its `value` is for the log. */
export const outcomeArgument: ArgumentType<StepOutcome> = {
  name: 'StepOutcome',
  isList: false,
  decode(value) {
    const of = <T>(name: string, type: ArgumentType<T>) => member(anyObject.decode(value), name, type);
    return { success: of('success', bool), error: of('error', text) };
  },
};

function member<T>(object: ReturnType<typeof anyObject.decode>, name: string, type: ArgumentType<T>): T {
  return type.decode((Object.hasOwn(object, name) ? object[name] : undefined) ?? null);
}
