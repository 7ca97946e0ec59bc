import {
  type DeployTarget,
  decodeList,
  decodeRecord,
  decodeService,
  decodeSpell,
  decodeSpellUpdate,
  kindOf,
} from '@noctiluca/deployment';
import {
  type BuiltinCall,
  type BuiltinService,
  bool,
  builtin,
  fields,
  HostError,
  listOf,
  none,
  required,
  text,
} from '@noctiluca/host';
import { type JsonValue, printJson } from '@noctiluca/marine';
import type { SystemServices } from '../create-system-services.js';

export interface SystemServicesBuiltinsComponents {
  readonly system: Pick<SystemServices, 'target' | 'status' | 'reconcile' | 'hold' | 'release'>;
  /** Whether a peer is this host or administers it. */
  readonly mayAdminister: (peerId: string) => boolean;
  /** Whether the peer has a module. */
  readonly hasModule: (cid: string) => boolean;
  /** What the peer is configured to have. */
  readonly settings: () => JsonValue;
}

const FORBIDDEN = "peer '<init>' may not change the system services of this peer";
const INVALID = 'Not for the deployer: <reason>';

/**
 * `system-services` (ours): the steps of a deployer on another machine, for the management of the peer, and what the peer's
 * own deployer says, for anyone. Compiled scripts for it are in `aqua/system`.
 */
export function systemServicesBuiltins(components: SystemServicesBuiltinsComponents): BuiltinService {
  const { system, mayAdminister, hasModule, settings } = components;
  /** The peer, for those who may change it: worker spells, which else may do what the host may, do not. */
  const targetFor = ({ particle }: BuiltinCall): DeployTarget => {
    if (mayAdminister(particle.initPeerId)) return system.target;
    const reason = `peer '${particle.initPeerId}' may not change the system services of this peer`;
    throw new HostError('FORBIDDEN', reason);
  };
  const errors = [FORBIDDEN, INVALID];
  return {
    id: 'system-services',
    doc: 'The system services of this peer and their deployer; not in upstream.',
    functions: {
      status: builtin({
        doc: 'What became of each package, JSON.',
        args: none,
        returns: 'string',
        call: () => JSON.stringify(system.status()),
      }),
      settings: builtin({
        access: 'protected',
        doc: 'What the peer is configured to have, JSON.',
        args: none,
        returns: 'string',
        call: () => printJson(settings()),
      }),
      observe: builtin({
        access: 'protected',
        doc: 'What holds the aliases, and the journal of the deployer, JSON.',
        args: fields({ aliases: required(listOf(text)) }),
        returns: 'string',
        errors,
        call: async ({ aliases }, call) => JSON.stringify(await targetFor(call).observe(aliases)),
      }),
      missing_modules: builtin({
        access: 'protected',
        doc: 'Which of these modules the peer lacks.',
        args: fields({ cids: required(listOf(text)) }),
        returns: '[]string',
        call: ({ cids }) => cids.filter((cid) => !hasModule(cid)),
      }),
      write_record: builtin({
        access: 'protected',
        doc: 'Writes the journal of one package; an empty text removes it.',
        notes: 'For two minutes the peer takes no steps of its own.',
        args: fields({ package: required(text), record_json: required(text) }),
        returns: '()',
        errors,
        async call({ package: name, record_json: json }, call) {
          const target = targetFor(call);
          const record = json === '' ? undefined : decodeRecord(json);
          system.hold();
          await target.record(name, record);
          return undefined;
        },
      }),
      install_service: builtin({
        access: 'protected',
        doc: 'Creates a service of modules that are there, under its alias, for the host.',
        args: fields({ service_json: required(text) }),
        returns: 'string',
        errors: [...errors, 'module <name> (<cid>) is not on this peer: upload it first'],
        call: ({ service_json: json }, call) => targetFor(call).installService(decodeService(json)),
      }),
      replace_service: builtin({
        access: 'protected',
        doc: 'Puts a new service in the place of one, with its aliases and, if so wanted, its files.',
        args: fields({
          service_id: required(text),
          service_json: required(text),
          keep_state: required(bool),
        }),
        returns: 'string',
        errors,
        call: ({ service_id: id, service_json: json, keep_state: keepState }, call) =>
          targetFor(call).replaceService(id, decodeService(json), keepState),
      }),
      install_spell: builtin({
        access: 'protected',
        doc: 'Installs a spell under its alias, for the host.',
        args: fields({ spell_json: required(text) }),
        returns: 'string',
        errors,
        call: ({ spell_json: json }, call) => targetFor(call).installSpell(decodeSpell(json)),
      }),
      update_spell: builtin({
        access: 'protected',
        doc: 'Changes script, triggers or values of a spell; the rest stays.',
        args: fields({ spell_id: required(text), update_json: required(text) }),
        returns: '()',
        errors,
        async call({ spell_id: id, update_json: json }, call) {
          await targetFor(call).updateSpell(id, decodeSpellUpdate(json));
          return undefined;
        },
      }),
      remove: builtin({
        access: 'protected',
        doc: 'Ends a service or a spell; what is gone already is no error.',
        args: fields({ kind: required(text), item_id: required(text) }),
        returns: '()',
        errors,
        async call({ kind, item_id: id }, call) {
          await targetFor(call).remove(kindOf(kind), id);
          return undefined;
        },
      }),
      call: builtin({
        access: 'protected',
        doc: 'Calls a function of a service as the host.',
        args: fields({ alias: required(text), function_name: required(text), args_json: required(text) }),
        returns: 'string',
        errors,
        call: async ({ alias, function_name: name, args_json: json }, call) =>
          printJson(await targetFor(call).call(alias, name, decodeList(json))),
      }),
      reconcile: builtin({
        access: 'protected',
        doc: 'Ends a remote deployment: lets the peer look at its packages anew.',
        args: none,
        returns: '()',
        async call(_, call) {
          targetFor(call);
          system.release();
          await system.reconcile();
          return undefined;
        },
      }),
    },
  };
}
