import type { OnTrap } from '../adapters/unit.js';
import type { CallParameters } from '../call-parameters.js';
import { MarineError } from '../errors.js';
import type { CallClock } from '../limits/call-clock.js';
import type { GuestMemory } from '../memory/guest-memory.js';
import type { CoreCallable } from '../wasm/core-callable.js';
import { HOST_API_VERSIONS } from './call-parameter-versions.js';
import {
  CALL_PARAMETER_EXPORTS,
  type CallParametersWriter,
  createCallParametersWriter,
} from './call-parameters-writer.js';
import { createLogFunction, type LogLine } from './logging.js';
import { BINARY_EXPORTS, mountedBinary } from './mounted-binaries.js';
import type { BinaryInit } from './run-binary.js';

/** What host functions need of the module that calls them. */
export interface HostContext {
  readonly module: string;
  readonly memory: GuestMemory;
  readonly loggerEnabled: boolean;
  readonly loggingMask: number;
  readonly log: (line: LogLine) => void;
  /** Parameters of the call that is running. */
  readonly callParameters: () => CallParameters;
  /** A function the caller exports; known once it is instantiated. */
  readonly coreFunction: (name: string) => CoreCallable | undefined;
  /** Whether the module has such an export; known before. */
  readonly hasFunction: (name: string) => boolean;
  readonly onTrap: OnTrap;
  readonly clock: CallClock;
  /** Import name to absolute path. */
  readonly mountedBinaries: Readonly<Record<string, string>>;
  readonly binaries: BinaryInit;
  /** Told after each run of a mounted binary, which may have written anywhere. */
  readonly beforeBinary: (args: readonly string[]) => string | undefined;
  readonly afterBinary: () => void;
}

/**
 * The host function of this name, or `undefined` when the namespace is not the host's.
 * @throws MarineError `LINK` for a binary that is not mounted, a logger that is switched off, a caller without `allocate`
 */
export function hostImport(namespace: string, name: string, context: HostContext): CoreCallable | undefined {
  const version = HOST_API_VERSIONS.find((candidate) => candidate.namespace === namespace);
  if (!version) return undefined;
  if (name === 'log_utf8_string') {
    if (!context.loggerEnabled)
      throw new MarineError(
        'LINK',
        `module '${context.module}' imports ${namespace}.${name}, but its logger is disabled: set logger_enabled`,
      );
    return createLogFunction(context.memory, context.loggingMask, context.log) as CoreCallable;
  }
  const isBinary = name !== 'get_call_parameters';
  const path = Object.hasOwn(context.mountedBinaries, name) ? context.mountedBinaries[name] : undefined;
  if (isBinary && path === undefined)
    throw new MarineError(
      'LINK',
      `module '${context.module}' imports the mounted binary '${name}' of ${namespace}, which its configuration does not mount`,
    );

  for (const required of [...CALL_PARAMETER_EXPORTS.map((f) => f.name), 'set_result_size'])
    if (!context.hasFunction(required))
      throw new MarineError(
        'LINK',
        `module '${context.module}' imports ${namespace}.${name}, but exports no ${required}`,
      );
  if (path !== undefined && isBinary)
    return mountedBinary(path, {
      ...context,
      core: () => BINARY_EXPORTS.map((f) => startedFunction(context, f.name)),
    });
  let write: CallParametersWriter | undefined;
  return () => {
    write ??= createCallParametersWriter(
      version,
      context.memory,
      CALL_PARAMETER_EXPORTS.map((f) => startedFunction(context, f.name)),
      context.onTrap,
    );
    write(context.callParameters());
  };
}

function startedFunction(context: HostContext, name: string): CoreCallable {
  const found = context.coreFunction(name);
  if (found) return found;
  throw new MarineError(
    'EXECUTION',
    `module '${context.module}' calls the host in its start section, before its exports are there`,
  );
}
