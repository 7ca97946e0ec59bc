import type { CoreFunction, ExportedFunction, ModuleProgram } from '../adapters/program.js';
import { createUnit, type OnTrap } from '../adapters/unit.js';
import type { CallParameters } from '../call-parameters.js';
import type { ItTypeDefinition } from '../it/types.js';
import type { GuestMemory } from '../memory/guest-memory.js';
import type { CoreCallable } from '../wasm/core-callable.js';
import {
  HOST_API_VERSIONS,
  type HostApiVersion,
  PARTICLE_FIELDS,
  type ParameterField,
  TETRAPLET_FIELDS,
} from './call-parameter-versions.js';

const FIRST_ROOT_TYPE = 2;

/** Core exports that `get_call_parameters` needs of its caller, in the order of the program below. */
export const CALL_PARAMETER_EXPORTS: readonly CoreFunction[] = [
  { name: 'allocate', signature: { parameters: ['i32', 'i32'], results: ['i32'] } },
  { name: 'set_result_ptr', signature: { parameters: ['i32'], results: [] } },
];

/** The call parameters go through the same generated lowering as any record. */
const program: ModuleProgram = {
  types: [
    record('SecurityTetraplet', TETRAPLET_FIELDS),
    record('ParticleParameters', PARTICLE_FIELDS),
    ...HOST_API_VERSIONS.map((version) => record('CallParameters', version.callParameters)),
  ],
  coreFunctions: CALL_PARAMETER_EXPORTS,
  functions: HOST_API_VERSIONS.map((_, i): ExportedFunction => {
    const index = FIRST_ROOT_TYPE + i;
    return {
      name: 'get_call_parameters',
      type: {
        kind: 'function',
        arguments: [{ name: 'parameters', type: { kind: 'record', index } }],
        results: [],
      },
      instructions: [
        { name: 'arg.get', index: 0 },
        { name: 'record.lower_memory', index },
        { name: 'call-core', index: 1 },
      ],
    };
  }),
  imports: [],
};

/** Writes call parameters into one module's memory, in the layout of one host API version. */
export type CallParametersWriter = (parameters: CallParameters) => void;

/** @param core the caller's functions named in `CALL_PARAMETER_EXPORTS` */
export function createCallParametersWriter(
  version: HostApiVersion,
  memory: GuestMemory,
  core: readonly CoreCallable[],
  onTrap: OnTrap,
): CallParametersWriter {
  const unit = createUnit(program, 'list', memory, onTrap);
  unit.bind(core, []);
  const write = unit.exports[HOST_API_VERSIONS.indexOf(version)]!;
  return (parameters) => {
    write(version.callParameters.map((field) => field.value(parameters)));
  };
}

function record<Source>(name: string, fields: readonly ParameterField<Source>[]): ItTypeDefinition {
  return { kind: 'record', name, fields: fields.map((field) => ({ name: field.name, type: field.type })) };
}
