import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { deserializeAvmResult, serializeAvmArgs } from '@fluencelabs/avm';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import { defaultCallParameters } from '@fluencelabs/marine-js/types';
import type { AvmRequest } from '../../src/avm.js';
import { findAvmWasm } from '../../src/instance/avm-module.js';

/** Index of the run parameters in what the helper makes. */
const PARAMETERS = 3;

export interface OracleOutcome {
  readonly retCode: number;
  readonly errorMessage: string;
  readonly data: Uint8Array;
  readonly nextPeerIds: readonly string[];
  /** As AquaVM encoded them. */
  readonly callRequestBytes: Uint8Array;
  /** As upstream's helper decodes them: all numbers are JavaScript's. */
  readonly callRequests: readonly [
    id: number,
    request: { serviceId: string; functionName: string; arguments: unknown },
  ][];
}

export type Oracle = (request: AvmRequest) => OracleOutcome;

/** AquaVM run by upstream's own runtime with upstream's own helpers, the way js-client does. */
export async function createOracle(): Promise<Oracle> {
  const require = createRequire(import.meta.url);
  const marineWasm = require.resolve('@fluencelabs/marine-js').replace('index.js', 'marine-js.wasm');
  const wasi = { envs: {}, preopened_files: new Set<string>(), mapped_dirs: new Map() };
  const service = new MarineService(
    await WebAssembly.compile(await readFile(marineWasm)),
    'avm',
    () => {},
    {
      modules_config: [
        { import_name: 'avm', config: { logger_enabled: true, logging_mask: 2147483647, wasi } },
      ],
    },
    { avm: await readFile(findAvmWasm()) },
  );
  await service.init();
  return (request) => readResult(service.call('invoke', toArguments(request), defaultCallParameters));
}

function toArguments(request: AvmRequest) {
  const { initPeerId, currentPeerId, timestamp, ttl, particleId, seed, script, prevData, data } = request;
  const parameters = {
    initPeerId,
    currentPeerId,
    keyFormat: 0,
    secretKeyBytes: seed,
    timestamp,
    ttl,
    particleId,
  };
  const args = serializeAvmArgs(parameters, script, prevData, data, [...request.callResults]);
  // The helper sends a number where a flag belongs (spec/marine-abi.md §7.9).
  Object.assign(args[PARAMETERS] as object, { hard_limit_enabled: false });
  return args as Parameters<MarineService['call']>[1];
}

function readResult(result: unknown): OracleOutcome {
  const { retCode, errorMessage, data, nextPeerPks, callRequests } = deserializeAvmResult(result);
  const encoded: unknown = Reflect.get(result as object, 'call_requests');
  return {
    retCode,
    errorMessage,
    data: Uint8Array.from(data),
    nextPeerIds: nextPeerPks,
    callRequestBytes: Uint8Array.from(encoded as number[]),
    callRequests,
  };
}
