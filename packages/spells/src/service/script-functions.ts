import type { ItValue } from '@noctiluca/marine';
import { SpellError } from '../errors.js';
import type { SpellStorage } from '../storage/spell-storage.js';
import { checkTriggerConfig, type TriggerConfig as Triggers } from '../trigger-config.js';
import { isOwner } from './caller.js';
import { reading, type SpellFunction, writing } from './function.js';
import { textValue, triggerConfigValue, unitValue } from './results.js';
import { CIDv1Value, ScriptValue, string, TriggerConfig, TriggerConfigValue, UnitValue } from './types.js';

/** The script and what triggers it (spec/nox.md §5.6): anyone reads, the owner writes. */
export const scriptFunctions: Readonly<Record<string, SpellFunction>> = {
  get_script: reading({
    returns: ScriptValue,
    shape: textValue,
    run: ({ spellId, storage }) => scriptOf(storage, spellId),
  }),
  get_trigger_config: reading({
    returns: TriggerConfigValue,
    shape: triggerConfigValue,
    run({ spellId, storage }) {
      const record = storage.get(spellId);
      if (record !== undefined) return record.triggerConfig;
      const reason = 'Trigger Config is not set. Use set_trigger_config to set it.';
      throw new SpellError('NOT_FOUND', reason);
    },
  }),
  script_cid: reading({
    returns: CIDv1Value,
    shape: textValue,
    prefix: 'error loading script: ',
    run: ({ spellId, storage }) => storage.require(spellId).scriptCid,
  }),
  set_script: writing({
    args: { script: string },
    returns: UnitValue,
    shape: unitValue,
    run({ spellId, storage, parameters }, [script]) {
      if (!isOwner(parameters)) {
        throw new SpellError('FORBIDDEN', 'Only owner of the service can set the script');
      }
      storage.setScript(spellId, script as string);
      storage.bumpVersion(spellId);
    },
  }),
  set_trigger_config: writing({
    args: { config: TriggerConfig },
    returns: UnitValue,
    shape: unitValue,
    run({ spellId, storage, parameters, nowMs, onTriggers }, [config]) {
      // The text is the name of upstream's error, which prints it so.
      if (!isOwner(parameters)) throw new SpellError('FORBIDDEN', 'SetTriggerConfigForbidden');
      storage.require(spellId);
      const triggers = triggersOf(config as readonly ItValue[]);
      checkTriggerConfig(triggers, nowMs);
      onTriggers(triggers);
    },
  }),
};

function scriptOf(storage: SpellStorage, spellId: string): string {
  const script = storage.script(spellId);
  if (script !== undefined) return script;
  throw new SpellError('NOT_FOUND', `Spell ${spellId} has no script`);
}

/** Records come as lists of their fields. */
function triggersOf([clock, connections, blockchain]: readonly ItValue[]): Triggers {
  const [start_sec, end_sec, period_sec] = clock as [number, number, number];
  const [connect, disconnect] = connections as [boolean, boolean];
  const [start_block, end_block] = blockchain as [number, number];
  return {
    clock: { start_sec, end_sec, period_sec },
    connections: { connect, disconnect },
    blockchain: { start_block, end_block },
  };
}
