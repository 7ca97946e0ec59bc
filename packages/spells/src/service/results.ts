import type { JsonValue } from '@noctiluca/marine';
import type { LastErrorEntry } from '../storage/error-log.js';
import { NO_TRIGGERS, type TriggerConfig } from '../trigger-config.js';

/** How a function says what it found, or why it did not: each record of spec/nox.md §5.6 has a way for both. */
export interface ResultShape<T> {
  ok(value: T): JsonValue;
  failed(error: string): JsonValue;
}

const OK = { success: true, error: '' };
const fault = (error: string) => ({ success: false, error });

export const unitValue: ResultShape<void> = { ok: () => OK, failed: fault };

/** Undefined is absent, which is no error. */
function optionalValue<T extends string | number>(none: T): ResultShape<T | undefined> {
  return {
    ok: (value) => ({ value: value ?? none, ...OK, absent: value === undefined }),
    failed: (error) => ({ value: none, ...fault(error), absent: false }),
  };
}

export const stringValue = optionalValue('');
export const u32Value = optionalValue(0);

/** `BoolValue`, `ScriptValue`, `CIDv1Value`, `StringListValue`. */
function plainValue<T extends JsonValue>(none: T): ResultShape<T> {
  return {
    ok: (value) => ({ value, ...OK }),
    failed: (error) => ({ value: none, ...fault(error) }),
  };
}

export const boolValue = plainValue<boolean>(false);
export const textValue = plainValue<string>('');
export const listValue = plainValue<readonly string[]>([]);

/** A list in a record, under its own name. */
function listUnder<T extends JsonValue>(name: string): ResultShape<readonly T[]> {
  return {
    ok: (list) => ({ [name]: list, ...OK }),
    failed: (error) => ({ [name]: [], ...fault(error) }),
  };
}

export const logsResult = listUnder('logs');
export const mailboxResult = listUnder('messages');
export const allErrorsResult = listUnder('particle_errors');

export const poppedMessage: ResultShape<JsonValue | undefined> = {
  ok: (message) => ({
    message: message === undefined ? [] : [message],
    success: true,
    absent: message === undefined,
    error: '',
  }),
  failed: (error) => ({ message: [], success: false, absent: false, error }),
};

export const triggerConfigValue: ResultShape<TriggerConfig> = {
  ok: (config) => ({ config, ...OK }),
  failed: (error) => ({ config: NO_TRIGGERS, ...fault(error) }),
};

/** A bare list: failures show as an empty one, as upstream. */
export const errorEntries: ResultShape<readonly LastErrorEntry[]> = {
  ok: (entries) => entries,
  failed: () => [],
};
