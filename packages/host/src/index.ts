/**
 * Everything a particle can call on a peer: built-in functions, and Marine services with their modules, blueprints and
 * aliases.
 *
 * ```ts
 * import { builtin, createHost, fields, required, text } from '@noctiluca/host';
 *
 * const greeter = {
 *   id: 'greeter',
 *   doc: 'A service written in TypeScript.',
 *   functions: {
 *     hello: builtin({
 *       doc: 'Greets.',
 *       args: fields({ name: required(text) }),
 *       returns: 'string',
 *       call: ({ name }) => `Hello, ${name}`,
 *     }),
 *   },
 * };
 * const directories = { storage: 'persistent/workdir', ephemeral: 'ephemeral/workdir', vault: 'ephemeral/vault' };
 * const host = createHost(
 *   { managementPeerId, directories, builtins: [greeter] },
 *   { keyPair, store, blobs, runner, connectivity },
 * );
 * await host.start(signal);
 *
 * const cid = await host.services.modules.add('greeting', wasm);
 * const blueprintId = await host.services.blueprints.add({ name: 'greeting', dependencies: [cid] });
 * const scope = { kind: 'host' } as const;
 * const serviceId = await host.services.create({ scope, blueprintId, ownerId: host.hostPeerId });
 * await host.services.addAlias(scope, 'greeting', serviceId, host.hostPeerId);
 * ```
 *
 * @packageDocumentation
 */

export type { Access } from './access/access.js';
export { HOST_SCOPE, scopeKey } from './access/peer-scope.js';
export { meantService, spellIdOf } from './access/spell-particle.js';
export type { ArgumentType } from './builtins/argument-types.js';
export {
  any,
  anyList,
  anyObject,
  bool,
  bytes,
  f64,
  i32,
  i64,
  listOf,
  multiaddr,
  pairs,
  peerId,
  text,
  u32,
  u64,
} from './builtins/argument-types.js';
export type { Argument, ArgumentList, Parameter } from './builtins/arguments.js';
export { exactly, fields, none, optional, required, rest } from './builtins/arguments.js';
export type { BuiltinDoc } from './builtins/documentation.js';
export { describeBuiltins, renderBuiltins } from './builtins/documentation.js';
export { renderBuiltinsPage } from './builtins/reference-page.js';
export type {
  BuiltinAccess,
  BuiltinCall,
  BuiltinFunction,
  BuiltinResult,
  BuiltinRow,
  BuiltinService,
} from './builtins/table.js';
export { builtin } from './builtins/table.js';
export type { HostComponents, HostInit } from './create-host.js';
export { createHost } from './create-host.js';
export type { HostErrorCode } from './errors.js';
export { HostError } from './errors.js';
export type { HostDirectories } from './files/directories.js';
export type {
  CallContext,
  FunctionCall,
  FunctionKind,
  FunctionOutcome,
  Host,
  HostConnectivity,
  PeerScope,
  ServiceGate,
} from './host.js';
export { notFoundOutcome } from './peer/outcome.js';
export type { HostExtension, PeerHost } from './peer/peer-host.js';
export type { PeerInfo } from './ports/peer-info.js';
export type { ScopeDirectory } from './ports/scope-directory.js';
export type { ServiceType } from './ports/service-directory.js';
export type { Subnets, SubnetWorker } from './ports/subnets.js';
export type { QuotasInit } from './quotas.js';
export type { NativeService } from './services/calls/native-service.js';
export type { ServiceCall } from './services/calls/service-call.js';
export type { HostCall } from './services/calls/service-calls.js';
export type { NewNativeService, NewService } from './services/changes/service-creation.js';
export type { Successor } from './services/changes/service-replacement.js';
export type { RestoreFailure } from './services/instances/restore.js';
export { blueprintId } from './services/modules/blueprint.js';
export type { BinaryMap, EffectorRules } from './services/modules/effector-rules.js';
export type {
  BlueprintRecord,
  ModuleRecord,
  ServiceRecord,
} from './services/registry/records.js';
export type { Services } from './services/services.js';
export { normalisedDealId } from './workers/deal-id.js';
export type { Worker, WorkerEvent } from './workers/worker.js';
export type { BrokenKey } from './workers/worker-keys.js';
export type { NewWorker, Workers } from './workers/workers.js';
