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

export type { Access } from './access.js';
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
export type { HostDirectories } from './directories.js';
export type { HostErrorCode } from './errors.js';
export { HostError } from './errors.js';
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
export { notFoundOutcome } from './outcome.js';
export type { PeerHost } from './peer-host.js';
export type { PeerInfo } from './peer-info.js';
export { HOST_SCOPE, scopeKey } from './peer-scope.js';
export type { QuotasInit } from './quotas.js';
export { blueprintId } from './services/blueprint.js';
export type { BinaryMap, EffectorRules } from './services/effector-rules.js';
export type { NativeService } from './services/native-service.js';
export type { BlueprintRecord, ModuleRecord, ServiceRecord, ServiceType } from './services/records.js';
export type { RestoreFailure } from './services/restore.js';
export type { HostCall, ServiceCall } from './services/service-calls.js';
export type { NewNativeService, NewService, Services, Successor } from './services/services.js';
export { meantService, spellIdOf } from './spell-particle.js';
export type { Subnets, SubnetWorker } from './subnets.js';
export { normalisedDealId } from './workers/deal-id.js';
export type { Worker, WorkerEvent } from './workers/worker.js';
export type { BrokenKey } from './workers/worker-keys.js';
export type { NewWorker, Workers } from './workers/workers.js';
