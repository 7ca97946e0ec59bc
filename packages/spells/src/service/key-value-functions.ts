import { messageOf } from '@noctiluca/common/thrown';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import { SpellError } from '../errors.js';
import { fieldTexts } from '../json.js';
import { requireWriter } from './caller.js';
import { reading, type SpellContext, type SpellFunction, writing } from './function.js';
import { boolValue, listValue, stringValue, u32Value, unitValue } from './results.js';
import { BoolValue, StringListValue, StringValue, string, U32Value, UnitValue, u32 } from './types.js';

/** Keys, values and lists (spec/nox.md §5.6): anyone reads, and who writes is told by the key's prefix. */
export const keyValueFunctions: Readonly<Record<string, SpellFunction>> = {
  exists: reading({
    args: { key: string },
    returns: BoolValue,
    shape: boolValue,
    run: ({ spellId, storage }, [key]) => storage.values.exists(spellId, key as string),
  }),
  get_string: reading({
    args: { key: string },
    returns: StringValue,
    shape: stringValue,
    run({ spellId, storage }, [key]) {
      const value = storage.values.get(spellId, key as string);
      return typeof value === 'string' ? value : undefined;
    },
  }),
  get_u32: reading({
    args: { key: string },
    returns: U32Value,
    shape: u32Value,
    run({ spellId, storage }, [key]) {
      const value = storage.values.get(spellId, key as string);
      return typeof value === 'number' ? value : undefined;
    },
  }),
  list_get_strings: reading({
    args: { key: string },
    returns: StringListValue,
    shape: listValue,
    run: ({ spellId, storage }, [key]) => storage.values.list(spellId, key as string),
  }),
  list_pop_string: writing({
    args: { key: string },
    returns: StringValue,
    shape: stringValue,
    run(context, [key]) {
      requireWriter(key as string, context.parameters);
      return context.storage.values.pop(context.spellId, key as string);
    },
  }),
  list_push_string: writing({
    args: { key: string, value: string },
    returns: UnitValue,
    shape: unitValue,
    run(context, [key, value]) {
      requireWriter(key as string, context.parameters);
      context.storage.values.push(context.spellId, key as string, value as string);
    },
  }),
  list_remove_string: writing({
    args: { key: string, value: string },
    returns: UnitValue,
    shape: unitValue,
    run(context, [key, value]) {
      requireWriter(key as string, context.parameters);
      context.storage.values.removeFromList(context.spellId, key as string, value as string);
    },
  }),
  remove_key: writing({
    args: { key: string },
    returns: UnitValue,
    shape: unitValue,
    run(context, [key]) {
      requireWriter(key as string, context.parameters);
      context.storage.values.remove(context.spellId, key as string);
    },
  }),
  set_json_fields: writing({
    args: { json: string },
    returns: UnitValue,
    shape: unitValue,
    run(context, [json]) {
      for (const [key, text] of fieldTexts(parsed(json as string))) set(context, key, text);
    },
  }),
  set_string: writing({
    args: { key: string, value: string },
    returns: UnitValue,
    shape: unitValue,
    run: (context, [key, value]) => set(context, key as string, value as string),
  }),
  set_u32: writing({
    args: { key: string, value: u32 },
    returns: UnitValue,
    shape: unitValue,
    run: (context, [key, value]) => set(context, key as string, value as number),
  }),
};

function set({ spellId, storage, parameters }: SpellContext, key: string, value: string | number): void {
  requireWriter(key, parameters);
  storage.values.set(spellId, key, value);
}

function parsed(json: string): JsonValue {
  try {
    return parseJson(json);
  } catch (error) {
    const reason = `passed string must represent a JSON object: ${messageOf(error)}`;
    throw new SpellError('INVALID', reason, { cause: error });
  }
}
