import {
  any,
  anyObject,
  type BuiltinService,
  builtin,
  fields,
  meantService,
  none,
  optional,
  required,
  text,
} from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import type { SpellHost } from '../spell-host.js';
import type { SpellManager } from '../spell-manager.js';
import type { SpellView } from '../spells.js';
import { triggerConfig } from '../trigger-config.js';
import { requireAliasGiver, requireChanger, requireInstaller, requireRemover } from './spell-access.js';

export interface SpellBuiltinsComponents {
  readonly manager: SpellManager;
  readonly host: SpellHost;
}

const CONFIG_ERRORS = [
  'Error: invalid config: period is too big. Max period is 100 years (or approx 3153600000 seconds)',
  'Error: invalid config: end_sec is less than start_sec or in the past',
];
const LIMIT_ERRORS = [
  "A script of <n> bytes does not fit: a spell's has <n> at most",
  "Cannot write '<key>': <reason>",
];
const NO_OBJECT = 'passed string must represent a JSON object';

const BY_SCOPE =
  'On a worker for its creator, the worker and the management; on the host for the host and its management.';

/** `spell`: spells of the scope the particle runs on (spec/nox.md §3.10). */
export function spellBuiltins({ manager, host }: SpellBuiltinsComponents): BuiltinService {
  return {
    id: 'spell',
    doc: 'Spells: scripts that live on this peer and run by clock, connections and blocks of a chain.',
    functions: {
      install: builtin({
        doc: 'Installs a spell; answers its id.',
        args: fields({
          script: required(text),
          data: required(any),
          trigger_config: required(triggerConfig),
          alias: optional(text),
        }),
        returns: 'string',
        notes:
          'On a worker for its creator, the worker and the management; on the host for the management. All of it or nothing is there afterwards.',
        errors: [
          'Failed to install spell on <worker>, spell can be installed by worker creator <creator>, worker itself <worker> or peer manager; init_peer_id=<peer>',
          'Failed to install spell in the root scope, only management peer id can install top-level spells',
          'Failed to add alias <alias> for spell <spell_id>: <reason>',
          "Cannot add alias 'worker-spell' because it is reserved",
          ...CONFIG_ERRORS,
          NO_OBJECT,
          ...LIMIT_ERRORS,
          'Error: Cannot create a service on <scope>: it has <n>, as many as it may; remove one first',
        ],
        call({ script, data, trigger_config, alias }, call) {
          const { scope } = call;
          requireInstaller(call, host);
          requireAliasGiver(alias, call, host);
          return manager.install({ scope, script, data, triggerConfig: trigger_config, alias });
        },
      }),
      remove: builtin({
        doc: 'Removes a spell with its state.',
        args: fields({ spell_id: required(text) }),
        returns: '()',
        notes: BY_SCOPE,
        errors: [
          'Failed to remove spell <spell_id>, spell can be removed by worker creator <creator>, worker itself <worker> or peer manager',
          'Failed to remove spell <spell_id>, worker itself <host> or peer manager',
          "Error: Service with id '<spell_id>' not found on <scope>",
          "Error: Forbidden. User id '<peer>' cannot call function 'remove_spell': the service isn't a spell",
        ],
        async call({ spell_id }, call) {
          requireRemover(spell_id, call, host);
          await manager.remove(call.scope, meantService(spell_id, call.particle));
          return undefined;
        },
      }),
      update_trigger_config: builtin({
        doc: 'Gives a spell other triggers.',
        args: fields({ spell_id: required(text), config: required(triggerConfig) }),
        returns: '()',
        notes: BY_SCOPE,
        errors: [
          'Failed to update spell config <spell_id>, spell config can be updated by worker creator <creator>, worker itself <worker> or peer manager; init_peer_id=<peer>',
          'Failed to update spell config <spell_id>, spell config can be updated by worker itself <host> or peer manager; init_peer_id=<peer>',
          'Error: Spell <spell_id> not found (function set_trigger_config)',
          ...CONFIG_ERRORS,
        ],
        async call({ spell_id, config }, call) {
          requireChanger('spell config', spell_id, call, host);
          await manager.setTriggers(call.scope, meantService(spell_id, call.particle), config);
          return undefined;
        },
      }),
      list: builtin({
        doc: 'Ids of all spells.',
        args: none,
        returns: '[]string',
        call: (_, { scope }) => manager.list(scope).map(({ serviceId }) => serviceId),
      }),
      update: builtin({
        doc: 'Gives a spell another script, further data or other triggers; its state stays and its version is counted up.',
        args: fields({
          spell_id: required(text),
          script: optional(text),
          data: optional(anyObject),
          trigger_config: optional(triggerConfig),
        }),
        returns: '()',
        notes: `Ours. ${BY_SCOPE} All of it or nothing is changed afterwards.`,
        errors: [
          'Failed to update spell <spell_id>, spell can be updated by worker creator <creator>, worker itself <worker> or peer manager; init_peer_id=<peer>',
          'Failed to update spell <spell_id>, spell can be updated by worker itself <host> or peer manager; init_peer_id=<peer>',
          'Error: Spell <spell_id> not found (function set_script)',
          ...CONFIG_ERRORS,
          ...LIMIT_ERRORS,
        ],
        async call({ spell_id, script, data, trigger_config }, call) {
          requireChanger('spell', spell_id, call, host);
          const change = { script, data, triggerConfig: trigger_config };
          await manager.update(call.scope, meantService(spell_id, call.particle), change);
          return undefined;
        },
      }),
      info: builtin({
        doc: 'Version, script and triggers of a spell, and when it will run next.',
        args: fields({ spell_id: required(text) }),
        returns: 'SpellInfo',
        notes: 'Ours. `next_run_sec` is nil for a spell that no clock will run.',
        errors: ['Error: Spell <spell_id> not found (function info)'],
        call({ spell_id }, { scope, particle }) {
          const idOrAlias = meantService(spell_id, particle);
          const { serviceId } = manager.require(scope, idOrAlias, 'info');
          const spell = manager.get(scope, serviceId);
          return spell && infoJson(spell);
        },
      }),
    },
  };
}

function infoJson(spell: SpellView): JsonValue {
  const { spellId, version, scriptCid, triggerConfig: config, nextRunMs, isRunning } = spell;
  return {
    id: spellId,
    version,
    script_cid: scriptCid,
    trigger_config: config,
    next_run_sec: nextRunMs === undefined ? [] : [Math.floor(nextRunMs / 1000)],
    is_running: isRunning,
  };
}
