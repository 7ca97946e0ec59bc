import type { GuestMemory } from '../adapters/guest-memory.js';
import type { CoreCallable, OnTrap } from '../adapters/unit.js';
import type { CallParameters } from '../call-parameters.js';
import { MarineError } from '../errors.js';
import { HOST_API_VERSIONS } from './call-parameter-versions.js';
import {
  CALL_PARAMETER_EXPORTS,
  type CallParametersWriter,
  createCallParametersWriter,
} from './call-parameters-writer.js';
import { createLogFunction, type LogLine } from './logging.js';

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
}

/**
 * The host function of this name, or `undefined` when the namespace is not the host's.
 * @throws MarineError `UNSUPPORTED` for a mounted binary, `LINK` for a logger that is switched off
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
  if (name !== 'get_call_parameters')
    throw new MarineError(
      'UNSUPPORTED',
      `module '${context.module}' imports the mounted binary '${name}' of ${namespace}: mounted binaries are not served yet`,
    );

  for (const required of [...CALL_PARAMETER_EXPORTS.map((f) => f.name), 'set_result_size'])
    if (!context.hasFunction(required))
      throw new MarineError(
        'LINK',
        `module '${context.module}' imports ${namespace}.${name}, but exports no ${required}`,
      );
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
    `module '${context.module}' asks for call parameters in its start section`,
  );
}
