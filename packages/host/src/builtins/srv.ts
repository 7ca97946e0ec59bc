import type { JsonValue } from '@noctiluca/marine';
import type { Particle } from '@noctiluca/particle';
import { scopeText } from '../access/peer-scope.js';
import { meantService } from '../access/spell-particle.js';
import { ConvertedError } from '../errors.js';
import type { PeerScope } from '../host.js';
import type { ServiceRecord } from '../services/registry/records.js';
import type { Services } from '../services/services.js';
import { bool, text } from './argument-types.js';
import { fields, none, required } from './arguments.js';
import { UNKNOWN_BLUEPRINT } from './dist-blueprints.js';
import { interfaceJson } from './interface-json.js';
import { type BuiltinService, builtin } from './table.js';

export interface SrvBuiltinsComponents {
  readonly services: Services;
  readonly hostPeerId: string;
}

const UNKNOWN_SERVICE = "Error: Service with id '<id>' not found on <scope>";

const idOrAlias = fields({ service_id_or_alias: required(text) });
const aliasOnly = fields({ alias: required(text) });

/** `srv`: services of the scope the particle runs on (spec/nox.md §3.3). */
export function srvBuiltins({ services, hostPeerId }: SrvBuiltinsComponents): BuiltinService {
  const serviceJson = (record: ServiceRecord): JsonValue => ({
    id: record.serviceId,
    blueprint_id: record.blueprintId,
    service_type: record.serviceType,
    owner_id: record.ownerId,
    aliases: record.aliases,
    worker_id: record.workerId || hostPeerId,
  });

  const resolveAlias = (scope: PeerScope, alias: string, particle: Particle): ServiceRecord | undefined => {
    const meant = meantService(alias, particle);
    return meant === alias ? services.resolveAlias(scope, alias) : services.resolve(scope, meant);
  };

  return {
    id: 'srv',
    doc: 'Services and aliases.',
    functions: {
      list: builtin({
        doc: 'All services.',
        args: none,
        returns: '[]Service',
        notes: 'Of the scope the particle runs on, also in all others of `srv`.',
        call: (_, { scope }) => services.list(scope).map(serviceJson),
      }),
      create: builtin({
        access: 'protected',
        doc: `Starts a service of a blueprint; the particle's author owns it.`,
        args: fields({ blueprint_id: required(text) }),
        returns: 'string',
        notes: 'A service that does not start leaves nothing behind.',
        errors: [
          UNKNOWN_BLUEPRINT,
          "Error: Module '<cid>' wasn't found: add it with dist.add_module first",
          'Error: Cannot create a service on <scope>: it has <n>, as many as it may; remove one first',
          'Error: <why the modules do not link or start>',
        ],
        call: ({ blueprint_id }, { scope, particle }) =>
          services.create({ scope, blueprintId: blueprint_id, ownerId: particle.initPeerId }),
      }),
      get_interface: builtin({
        doc: 'Functions and records of a service.',
        args: idOrAlias,
        returns: 'Interface',
        errors: [UNKNOWN_SERVICE],
        call: async (args, { scope, particle }) =>
          interfaceJson(await services.interfaceOf(scope, meantService(args.service_id_or_alias, particle))),
      }),
      resolve_alias: builtin({
        doc: 'Id of the service with an alias; `spell` and `self` are the spell whose particle it is.',
        args: aliasOnly,
        returns: 'string',
        errors: ["Error: Service with alias '<alias>' is not found on worker '<scope>'"],
        call({ alias }, { scope, particle }) {
          const record = resolveAlias(scope, alias, particle);
          if (record !== undefined) return record.serviceId;
          const reason = `Service with alias '${alias}' is not found on worker '${scopeText(scope)}'`;
          throw new ConvertedError('NOT_FOUND', reason);
        },
      }),
      resolve_alias_opt: builtin({
        doc: 'Id of the service with an alias, or nil.',
        args: aliasOnly,
        returns: '?string',
        call({ alias }, { scope, particle }) {
          const record = resolveAlias(scope, alias, particle);
          return record === undefined ? [] : [record.serviceId];
        },
      }),
      add_alias: builtin({
        access: 'protected',
        doc: 'Gives a service an alias, also one that another service has.',
        args: fields({ alias: required(text), service_id: required(text) }),
        returns: '()',
        notes: '`spell`, `self` and, but for the host and its management, `worker-spell` are reserved.',
        errors: [
          "Error: Forbidden. User id '<caller>' cannot call function 'add_alias': only management peer id can add top-level aliases",
          "Error: Forbidden. User id '<caller>' cannot call function 'add_alias': only worker, worker creator and management peer id can add worker-level aliases",
          "Error: Cannot add alias '<alias>' because there is a service with that id",
          "Error: Cannot add alias '<alias>' because it is reserved",
          "Error: Invalid alias name '<alias>': <reason>",
          UNKNOWN_SERVICE,
        ],
        async call({ alias, service_id }, { scope, particle }) {
          await services.addAlias(scope, alias, service_id, particle.initPeerId);
          return undefined;
        },
      }),
      remove: builtin({
        access: 'protected',
        doc: 'Removes a service and its aliases.',
        args: idOrAlias,
        returns: '()',
        notes:
          'Its files go with it. For the management, for the peer of the scope, and for the owner if it is the host or a worker spell; a spell is removed by `spell.remove`.',
        errors: [
          "Error: Forbidden. User id '<caller>' cannot call function 'remove_service': <reason>",
          UNKNOWN_SERVICE,
        ],
        async call(args, { scope, particle }) {
          await services.remove(scope, args.service_id_or_alias, particle.initPeerId);
          return undefined;
        },
      }),
      replace: builtin({
        access: 'protected',
        doc: 'Puts a service of another blueprint in the place of one; answers its id.',
        args: fields({
          service_id_or_alias: required(text),
          blueprint_id: required(text),
          keep_state: required(bool),
        }),
        returns: 'string',
        notes:
          'Ours, not in nox. It has the owner, every alias and, if `keep_state`, the files in `/storage` of the former one, whose blueprint stays. One that does not start leaves the former as it was; calls meanwhile wait for it. For those who may remove the service; not for spells.',
        errors: [
          "Error: Forbidden. User id '<caller>' cannot call function 'replace_service': <reason>",
          UNKNOWN_SERVICE,
          UNKNOWN_BLUEPRINT,
          "Error: Service '<id>' is being replaced already",
          'Error: <why the modules do not link or start>',
        ],
        call: ({ service_id_or_alias, blueprint_id, keep_state }, { scope, particle }) =>
          services.replace(
            scope,
            service_id_or_alias,
            { blueprintId: blueprint_id, keepFiles: keep_state },
            particle.initPeerId,
          ),
      }),
      info: builtin({
        doc: 'One service.',
        args: idOrAlias,
        returns: 'Service',
        errors: [UNKNOWN_SERVICE],
        call: (args, { scope, particle }) =>
          serviceJson(services.info(scope, meantService(args.service_id_or_alias, particle))),
      }),
    },
  };
}
