import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import type { CallParameters } from '../../src/call-parameters.js';
import type { JsonValue } from '../../src/json/value.js';
import type { ModuleConfig } from '../../src/module-config.js';
import { PARAMETERS } from './modules.js';

const require = createRequire(import.meta.url);
let control: Promise<WebAssembly.Module> | undefined;

/** A service in marine-js: upstream's Rust compiled to WebAssembly. */
export interface Oracle {
  /** JSON text in and out, as upstream reads and prints it. */
  callJson(functionName: string, argsJson: string, parameters?: CallParameters): string;
  readonly logs: { service: string; level: string; message: string }[];
}

interface ControlInstance {
  call_module(facade: string, name: string, argsJson: string, parameters: unknown): string;
}

export interface OracleModule {
  readonly config: Pick<ModuleConfig, 'name' | 'envs' | 'loggerEnabled' | 'loggingMask'>;
  readonly wasm: Uint8Array<ArrayBuffer>;
}

export async function createOracle(modules: readonly OracleModule[], serviceId = 'sid'): Promise<Oracle> {
  control ??= WebAssembly.compile(readFileSync(require.resolve('@fluencelabs/marine-js/marine-js.wasm')));
  const logs: Oracle['logs'] = [];
  const service = new MarineService(
    await control,
    serviceId,
    (line) => logs.push(line),
    {
      modules_config: modules.map(({ config }) => ({
        import_name: config.name,
        config: {
          logger_enabled: config.loggerEnabled ?? true,
          logging_mask: config.loggingMask ?? 0x7fff_ffff,
          wasi: { envs: { ...config.envs }, preopened_files: new Set<string>(), mapped_dirs: new Map() },
        },
      })),
    },
    Object.fromEntries(modules.map(({ config, wasm }) => [config.name, wasm])),
    {},
  );
  await service.init();
  const facade = modules.at(-1)!.config.name;
  const instance = Reflect.get(service, '_controlModuleInstance') as ControlInstance;
  return {
    logs,
    callJson: (name, argsJson, parameters = PARAMETERS) =>
      instance.call_module(facade, name, argsJson, upstreamParameters(parameters)),
  };
}

/** Result or error text of a call, whichever it gives. */
export function outcome(call: () => string): { ok: string } | { error: string } {
  try {
    return { ok: call() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** JSON with sorted keys: marine-js prints records alphabetically. */
export function sortedKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null || 'value' in value) return value;
  const entries = Object.entries(value as { [key: string]: JsonValue });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sortedKeys(v)]));
}

function upstreamParameters(parameters: CallParameters): unknown {
  const { particle } = parameters;
  return {
    particle: {
      id: particle.id,
      init_peer_id: particle.initPeerId,
      timestamp: particle.timestamp,
      ttl: particle.ttl,
      script: particle.script,
      signature: Array.from(particle.signature),
      token: particle.token,
    },
    service_id: parameters.serviceId,
    service_creator_peer_id: parameters.serviceCreatorPeerId,
    host_id: parameters.hostId,
    worker_id: parameters.workerId,
    tetraplets: parameters.tetraplets.map((list) =>
      list.map((t) => ({
        peer_pk: t.peerPk,
        service_id: t.serviceId,
        function_name: t.functionName,
        lens: t.lens,
      })),
    ),
  };
}
