/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import {
  type CallParameters,
  type ModuleConfig,
  parseJson,
  printJson,
  type ServiceConfig,
} from '@noctiluca/marine';

/** Modules of each service in link order, the facade last: folders below `services/`. */
const MODULES = {
  'aqua-ipfs': ['aqua-ipfs/effector', 'aqua-ipfs'],
  effector: ['effector/binaries', 'effector'],
  files: ['files'],
  keeper: ['keeper'],
  registry: ['registry'],
  rogue: ['rogue'],
  tetra: ['tetra/relay', 'tetra'],
  'trust-graph': ['trust-graph'],
};
export type ServiceName = keyof typeof MODULES;

const read = (path: string) => readFileSync(new URL(`../../services/${path}`, import.meta.url));
/** Import name of the module in a folder. */
const nameOf = (folder: string): string => {
  const name = /^name: (\S+)$/m.exec(read(`${folder}/module.yaml`).toString())?.[1];
  if (name === undefined) throw new Error(`${folder}/module.yaml names no module`);
  return name;
};
const wasmOf = (folder: string) => new Uint8Array(read(`${folder}/${nameOf(folder)}.wasm`));

/** One of this repository's services, each of its modules set up with `module`. */
export function serviceConfig(
  service: ServiceName,
  module: Omit<ModuleConfig, 'name'> = {},
  serviceId = `${service}-1`,
): ServiceConfig {
  return {
    serviceId,
    modules: MODULES[service].map((folder) => ({
      config: { name: nameOf(folder), ...module },
      wasm: wasmOf(folder),
    })),
  };
}

/** Parameters of a call; nothing in them is empty. */
export const PARAMETERS: CallParameters = {
  particle: {
    id: 'particle-1',
    initPeerId: 'init-peer',
    timestamp: 1_700_000_000_000,
    ttl: 7000,
    script: '(null)',
    signature: Uint8Array.of(1, 2, 255),
    token: 'token-1',
  },
  serviceId: 'service-1',
  serviceCreatorPeerId: 'creator',
  hostId: 'host',
  workerId: 'worker',
  tetraplets: [
    [{ peerPk: 'a', serviceId: 'srv', functionName: 'fn', lens: '.$.x' }],
    [],
    [
      { peerPk: 'b', serviceId: 's2', functionName: 'f2', lens: '' },
      { peerPk: 'c', serviceId: '', functionName: '', lens: '.$.[0]' },
    ],
  ],
};

/** A call from JSON text to JSON text. */
export type CallText = (functionName: string, argsJson: string) => string;

interface ControlInstance {
  call_module(facade: string, name: string, argsJson: string, parameters: unknown): string;
}

/** The same service in marine-js, upstream's own runtime: what it accepts, a nox peer accepts. No files in there. */
export async function callInMarineJs(service: ServiceName): Promise<CallText> {
  const wasm = createRequire(import.meta.url).resolve('@fluencelabs/marine-js/marine-js.wasm');
  const names = MODULES[service].map(nameOf);
  const facade = names.at(-1) ?? '';
  const config = {
    logger_enabled: true,
    logging_mask: 2147483647,
    wasi: { envs: {}, preopened_files: new Set<string>(), mapped_dirs: new Map() },
  };
  const upstream = new MarineService(
    await WebAssembly.compile(readFileSync(wasm)),
    `${service}-1`,
    () => {},
    { modules_config: names.map((import_name) => ({ import_name, config })) },
    Object.fromEntries(MODULES[service].map((folder) => [nameOf(folder), wasmOf(folder)])),
  );
  await upstream.init();
  const instance = Reflect.get(upstream, '_controlModuleInstance') as ControlInstance;
  return (name, argsJson) => instance.call_module(facade, name, argsJson, upstreamParameters(PARAMETERS));
}

/** JSON text with the keys of objects in the order of names: marine-js sorts them. Numbers keep their digits. */
export function sortedKeys(text: string): string {
  const sorted = (value: ReturnType<typeof parseJson>): ReturnType<typeof parseJson> => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null || 'value' in value) return value;
    const entries = Object.entries(value as Record<string, ReturnType<typeof parseJson>>);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
  };
  return printJson(sorted(parseJson(text)));
}

function upstreamParameters({ particle, ...call }: CallParameters): unknown {
  return {
    particle: {
      id: particle.id,
      init_peer_id: particle.initPeerId,
      timestamp: particle.timestamp,
      ttl: particle.ttl,
      script: particle.script,
      signature: [...particle.signature],
      token: particle.token,
    },
    service_id: call.serviceId,
    service_creator_peer_id: call.serviceCreatorPeerId,
    host_id: call.hostId,
    worker_id: call.workerId,
    tetraplets: call.tetraplets.map((list) =>
      list.map(({ peerPk, serviceId, functionName, lens }) => ({
        peer_pk: peerPk,
        service_id: serviceId,
        function_name: functionName,
        lens,
      })),
    ),
  };
}
