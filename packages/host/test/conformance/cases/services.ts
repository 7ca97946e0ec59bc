import type { JsonValue } from '@noctiluca/marine';
import { expect } from 'vitest';
import { addGreetingBlueprint, fixture, variantOfEffector } from '../../utils/test-host.js';
import { asManagement, type ConformanceCase, PROTECTED, type World } from '../case.js';

const UNKNOWN = "Error: Service with id 'nothing' not found on Host";
const UNKNOWN_MODULE = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';
const CONFIG = { name: 'effector' };

// Published with the deployer of system services: spec/nox.md §4.3.
const TRUST_GRAPH = [
  'bafybeiey4i2vtj7uu7tlvdoc2o52uuuwxa4ahcx5g4lpqzk4qtd5klniuq',
  'bafybeibuvzascfzi5ikyzhjxdkridgytg4z26ujtnx7xrejq7gxq54ssdm',
];
const TRUST_GRAPH_JSON = `{"dependencies":[{"/":"${TRUST_GRAPH[0]}"},{"/":"${TRUST_GRAPH[1]}"}],"name":"trust-graph"}`;
const TRUST_GRAPH_ID = 'bafkreifdehdwcppttfsqaju4kodgn5wgbefrarbzc72k4sore2bwpeq2fa';

async function newService(world: World, ownerId = world.management.peerId): Promise<string> {
  const { blueprintId } = await addGreetingBlueprint(world);
  return world.host.services.create({
    scope: { kind: 'host' },
    blueprintId,
    ownerId,
  });
}

const NO_MODULE = `Error: Module '${UNKNOWN_MODULE}' wasn't found: add it with dist.add_module first`;

async function newBlueprint({ services }: World['host']): Promise<string[]> {
  return [await services.blueprints.add({ name: 'unused', dependencies: TRUST_GRAPH })];
}

const ofService = ({ service, keyPair }: World): { [key: string]: JsonValue } => ({
  id: service.serviceId,
  blueprint_id: service.blueprintId,
  service_type: 'service',
  owner_id: keyPair.peerId,
  aliases: ['greeting'],
  worker_id: keyPair.peerId,
});

const functionNames = (result: JsonValue) => JSON.stringify(result).match(/"name":"greeting"/)?.length;

export const cases: readonly ConformanceCase[] = [
  {
    fn: 'srv.list',
    result: { check: (result, world) => expect(result).toContainEqual(ofService(world)) },
  },
  {
    fn: 'srv.create',
    args: ({ service }) => [service.blueprintId],
    how: asManagement,
    result: { check: (id) => expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/) },
  },
  { fn: 'srv.create', args: ['bafy'], how: asManagement, error: "Error: Blueprint 'bafy' wasn't found" },
  { fn: 'srv.create', args: ['bafy'], error: PROTECTED },
  {
    fn: 'srv.get_interface',
    args: ['greeting'],
    result: { check: (result) => expect(functionNames(result)).toBe(1) },
  },
  { fn: 'srv.get_interface', args: ['nothing'], error: UNKNOWN },
  { fn: 'srv.resolve_alias', args: ['greeting'], result: ({ service }) => service.serviceId },
  {
    fn: 'srv.resolve_alias',
    args: ['nothing'],
    error: "Error: Service with alias 'nothing' is not found on worker 'Host'",
  },
  { fn: 'srv.resolve_alias_opt', args: ['greeting'], result: ({ service }) => [service.serviceId] },
  { fn: 'srv.resolve_alias_opt', args: ['nothing'], result: [] },
  {
    fn: 'srv.resolve_alias_opt',
    args: [1],
    error: "Error: Error deserializing field 'alias': expected string, got 1",
  },
  {
    fn: 'srv.add_alias',
    args: ({ service }) => ['greeting', service.serviceId],
    how: asManagement,
    result: '',
  },
  { fn: 'srv.add_alias', args: ({ service }) => ['mine', service.serviceId], error: PROTECTED },
  {
    fn: 'srv.add_alias',
    args: ['self', 'greeting'],
    how: asManagement,
    error: "Error: Cannot add alias 'self' because it is reserved",
  },
  {
    fn: 'srv.add_alias',
    args: ({ service }) => [service.serviceId, 'greeting'],
    how: asManagement,
    error: ({ service }) =>
      `Error: Cannot add alias '${service.serviceId}' because there is a service with that id`,
  },
  { fn: 'srv.add_alias', args: ['mine', 'nothing'], how: asManagement, error: UNKNOWN },
  { fn: 'srv.remove', args: async (world) => [await newService(world)], how: asManagement, result: '' },
  { fn: 'srv.remove', args: ['greeting'], error: PROTECTED },
  {
    fn: 'srv.remove',
    why: 'its owner alone is neither the host nor a worker spell',
    args: async (world) => [await newService(world, world.stranger.peerId)],
    error: PROTECTED,
  },
  {
    fn: 'srv.remove',
    why: 'the peer of the scope need not own it',
    args: async (world) => [await newService(world, world.stranger.peerId)],
    how: ({ keyPair }) => ({ by: keyPair }),
    result: '',
  },
  { fn: 'srv.remove', args: ['nothing'], how: asManagement, error: UNKNOWN },
  {
    fn: 'srv.replace',
    args: async (world) => [await newService(world), world.service.blueprintId, true],
    how: asManagement,
    result: { check: (id) => expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/) },
  },
  { fn: 'srv.replace', args: ({ service }) => ['greeting', service.blueprintId, true], error: PROTECTED },
  {
    fn: 'srv.replace',
    args: ({ service }) => ['nothing', service.blueprintId, true],
    how: asManagement,
    error: UNKNOWN,
  },
  {
    fn: 'srv.replace',
    args: ['greeting', 'bafy', true],
    how: asManagement,
    error: "Error: Blueprint 'bafy' wasn't found",
  },
  {
    fn: 'srv.replace',
    why: 'whether the state stays has to be said',
    args: ({ service }) => ['greeting', service.blueprintId],
    how: asManagement,
    error: "Error: Field 'keep_state' is missing from args to call_service",
  },
  { fn: 'srv.info', args: ['greeting'], result: ofService },
  { fn: 'srv.info', args: ({ service }) => [service.serviceId], result: ofService },
  { fn: 'srv.info', args: ['nothing'], error: UNKNOWN },
  {
    fn: 'dist.add_module',
    args: async () => [(await fixture('effector')).toString('base64'), CONFIG],
    how: asManagement,
    result: ({ service }) => service.effector,
  },
  {
    fn: 'dist.add_module',
    why: 'bytes, as aqua-lib declares them',
    args: async () => [[...(await fixture('effector'))], CONFIG],
    how: asManagement,
    result: ({ service }) => service.effector,
  },
  { fn: 'dist.add_module', args: ['AAAA', CONFIG], error: PROTECTED },
  {
    fn: 'dist.add_module',
    args: ['AAAA', CONFIG],
    how: asManagement,
    error: /^Error: module 'effector' does not compile: /,
  },
  {
    fn: 'dist.add_module',
    args: ['AAA', CONFIG],
    how: asManagement,
    error: `Error: Error deserializing field 'module_bytes': expected base64 text or []u8, got "AAA"`,
  },
  {
    fn: 'dist.add_module',
    args: ['AAAA', {}],
    how: asManagement,
    error: "Error: Error deserializing field 'config': expected a module config with a name, got {}",
  },
  {
    fn: 'dist.add_module',
    why: 'names become directories',
    args: ['AAAA', { name: '../x' }],
    how: asManagement,
    error: "Error: Invalid module name '../x': it holds a path separator or a NUL",
  },
  {
    fn: 'dist.list_modules',
    result: {
      check: (result, { service }) =>
        expect(result).toContainEqual({
          name: 'greeting',
          hash: service.greeting,
          config: { logger_enabled: true },
        }),
    },
  },
  {
    fn: 'dist.get_module_interface',
    args: ({ service }) => [service.greeting],
    result: { check: (result) => expect(functionNames(result)).toBe(1) },
  },
  {
    fn: 'dist.get_module_interface',
    args: [UNKNOWN_MODULE],
    error: `Error: Module '${UNKNOWN_MODULE}' wasn't found: add it with dist.add_module first`,
  },
  {
    fn: 'dist.make_module_config',
    why: 'memory limits and preopened files are discarded',
    args: ['m', [100], ['1 GiB'], [true], [['/a']], [[['K', 'V']]], [], [[['curl', '/usr/bin/curl']]], [7]],
    result: {
      name: 'm',
      load_from: null,
      file_name: null,
      logger_enabled: true,
      logging_mask: 7,
      wasi: { envs: { K: 'V' } },
      mounted_binaries: { curl: '/usr/bin/curl' },
    },
  },
  {
    fn: 'dist.make_module_config',
    why: 'options may be bare or absent',
    args: ['m', null, [], false, ['/a', '/b'], [['K', 'V']]],
    result: {
      name: 'm',
      load_from: null,
      file_name: null,
      logger_enabled: false,
      wasi: { envs: { K: 'V' } },
    },
  },
  {
    fn: 'dist.make_module_config',
    args: ['m', [1, 2]],
    error: "Error: Option's array must contain at most 1 element, field 'mem_pages_count' has 2",
  },
  {
    fn: 'dist.default_module_config',
    args: ['m'],
    result: { name: 'm', load_from: null, file_name: null },
  },
  {
    fn: 'dist.default_module_config',
    args: [],
    error: "Error: Field 'module_name' is missing from args to call_service",
  },
  { fn: 'dist.make_blueprint', args: ['trust-graph', TRUST_GRAPH], result: TRUST_GRAPH_JSON },
  {
    fn: 'dist.make_blueprint',
    args: ['x', []],
    error: "Error: Blueprint 'x' has empty list of dependencies",
  },
  {
    fn: 'dist.make_blueprint',
    args: ['x', ['y']],
    error: "Error: Blueprint 'x' has an invalid dependency: 'y' isn't a CID",
  },
  { fn: 'dist.add_blueprint', args: [TRUST_GRAPH_JSON], how: asManagement, result: TRUST_GRAPH_ID },
  { fn: 'dist.add_blueprint', args: [TRUST_GRAPH_JSON], error: PROTECTED },
  {
    fn: 'dist.add_blueprint',
    args: ['[]'],
    how: asManagement,
    error: 'Error deserializing blueprint from IPLD: it must be an object',
  },
  {
    fn: 'dist.add_blueprint',
    args: ['{"name":"x","dependencies":["y"]}'],
    how: asManagement,
    error: 'Error deserializing blueprint from IPLD: a dependency must be {"/": "<cid>"}, got "y"',
  },
  {
    fn: 'dist.list_blueprints',
    result: {
      check: (result, { service }) =>
        expect(result).toContainEqual({
          name: 'greeting',
          id: service.blueprintId,
          dependencies: [service.effector, service.greeting],
        }),
    },
  },
  {
    fn: 'dist.get_blueprint',
    args: ({ service }) => [service.blueprintId],
    result: ({ service }) => ({
      name: 'greeting',
      id: service.blueprintId,
      dependencies: [service.effector, service.greeting],
    }),
  },
  { fn: 'dist.get_blueprint', args: ['bafy'], error: "Error: Blueprint 'bafy' wasn't found" },
  {
    fn: 'dist.remove_blueprint',
    args: ({ host }) => newBlueprint(host),
    how: asManagement,
    result: '',
  },
  {
    fn: 'dist.remove_blueprint',
    args: ['bafy'],
    how: asManagement,
    error: "Error: Blueprint 'bafy' wasn't found",
  },
  { fn: 'dist.remove_blueprint', args: ['bafy'], error: PROTECTED },
  {
    fn: 'dist.remove_blueprint',
    args: ({ service }) => [service.blueprintId],
    how: asManagement,
    error: ({ service }) =>
      new RegExp(
        `^Error: Cannot remove blueprint '${service.blueprintId}': it is used by services .*${service.serviceId} greeting`,
      ),
  },
  {
    fn: 'dist.remove_module',
    args: async ({ host }) => [await host.services.modules.add('unused', await variantOfEffector())],
    how: asManagement,
    result: '',
  },
  { fn: 'dist.remove_module', args: [UNKNOWN_MODULE], how: asManagement, error: NO_MODULE },
  { fn: 'dist.remove_module', args: [UNKNOWN_MODULE], error: PROTECTED },
  {
    fn: 'dist.remove_module',
    args: ({ service }) => [service.greeting],
    how: asManagement,
    error: ({ service }) =>
      `Error: Cannot remove module '${service.greeting}': it is used by blueprints ${service.blueprintId} (greeting)`,
  },
  {
    fn: 'stat.service_memory',
    args: ['greeting'],
    result: {
      check: (result) =>
        expect(result).toEqual([
          { name: 'effector', memory_size_bytes: expect.any(Number) },
          { name: 'greeting', memory_size_bytes: expect.any(Number) },
        ]),
    },
  },
  { fn: 'stat.service_memory', args: ['nothing'], error: UNKNOWN },
  {
    fn: 'stat.service_stat',
    args: ['nothing'],
    result: { status: false, error: 'No stats were collected for the `nothing` service', result: [] },
  },
  {
    fn: 'stat.service_stat',
    args: [],
    error: "Error: Field 'service_id_or_alias' is missing from args to call_service",
  },
];

/** Functions that take anything and never fail. */
export const infallible = ['srv.list', 'dist.list_modules', 'dist.list_blueprints'];
