import type { NativeService, ServiceCall, ServiceRecord } from '@noctiluca/host';
import { argumentsFromJson, type CallParameters, describeInterface, type JsonValue } from '@noctiluca/marine';
import { cidOf } from '@noctiluca/store';
import { ConvertedSpellError } from '../errors.js';
import type { ScheduleRecord, SpellStorage } from '../storage/spell-storage.js';
import type { TriggerConfig } from '../trigger-config.js';
import type { SpellFunction } from './function.js';
import { keyValueFunctions } from './key-value-functions.js';
import { recordFunctions } from './record-functions.js';
import { scriptFunctions } from './script-functions.js';
import { recordTypes } from './types.js';

export interface SpellServiceComponents {
  readonly storage: SpellStorage;
  /** Milliseconds since the epoch; what logs and messages are dated with. */
  readonly nowMs: () => number;
  /** A plan for a config from now on. */
  readonly newSchedule: (config: TriggerConfig) => ScheduleRecord;
  /** Called once a script's change of its triggers is durable. */
  readonly onTriggers: (record: ServiceRecord) => void;
  /** Called when a spell goes. */
  readonly onForget: (record: ServiceRecord) => void;
}

const functions: ReadonlyMap<string, SpellFunction> = new Map(
  Object.entries({ ...keyValueFunctions, ...recordFunctions, ...scriptFunctions }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  ),
);

const NAME = 'spell';

/** DAG-JSON of a blueprint of that name without modules: this service is none (spec/nox.md §4.3). */
const BLUEPRINT_ID = cidOf(new TextEncoder().encode(`{"dependencies":[],"name":"${NAME}"}`));

/**
 * The service every spell is (spec/nox.md §5.6), on the store: each call is one transaction at most. Arguments are read
 * by Marine's rules and with its texts, so a script cannot tell it from upstream's module.
 */
export function createSpellService(components: SpellServiceComponents): NativeService {
  const { storage, nowMs, newSchedule, onTriggers, onForget } = components;

  async function call(
    record: ServiceRecord,
    { functionName, args }: ServiceCall,
    parameters: CallParameters,
  ): Promise<JsonValue> {
    const found = functions.get(functionName);
    if (found === undefined) {
      throw new ConvertedSpellError('NOT_FOUND', `function with name \`${functionName}\` is missing`);
    }
    const values = argumentsFromJson(args, found.type, recordTypes);
    let triggers: TriggerConfig | undefined;
    const { serviceId: spellId } = record;
    const context = { spellId, storage, parameters, nowMs: nowMs(), onTriggers: setTriggers };
    try {
      if (!found.writes) return found.run(context, values);
      const result = await storage.transaction(() => {
        // Removed since the call was begun: it must leave nothing behind.
        storage.require(spellId);
        return found.run(context, values);
      });
      if (triggers !== undefined) onTriggers(record);
      return result;
    } catch (error) {
      return found.failed(error);
    }

    function setTriggers(config: TriggerConfig): void {
      triggers = config;
      storage.setTriggerConfig(spellId, config, newSchedule(config));
    }
  }

  return {
    serviceType: 'spell',
    blueprint: { id: BLUEPRINT_ID, name: NAME },
    interface: describeInterface({
      program: {
        types: recordTypes,
        functions: [...functions].map(([name, { type }]) => ({ name, type })),
      },
    }),
    call,
    forget(record) {
      storage.forget(record.serviceId);
      onForget(record);
    },
  };
}
