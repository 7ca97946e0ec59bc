import type { JsonValue } from '@noctiluca/marine';
import { blueprintJson, parseBlueprint } from '../services/modules/blueprint.js';
import type { BlueprintRecord } from '../services/registry/records.js';
import type { Services } from '../services/services.js';
import { listOf, text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { type BuiltinFunction, builtin } from './table.js';
import { type ReadText, VAULT_READ_ERRORS } from './vault.js';

/** Also of `srv.create`. */
export const UNKNOWN_BLUEPRINT = "Error: Blueprint '<id>' wasn't found";

const MALFORMED_BLUEPRINT = 'Error deserializing blueprint from IPLD: <reason>';

const BLUEPRINT_ERRORS = [
  "Error: Invalid blueprint name '<name>': <reason>",
  "Error: Blueprint '<name>' has empty list of dependencies",
  "Error: Blueprint '<name>' has <n> dependencies, more than the <n> allowed",
  "Error: Blueprint '<name>' has an invalid dependency: '<text>' isn't a CID",
];

/** Of `dist`: blueprints. */
export function blueprintBuiltins(
  { blueprints }: Services,
  readText: ReadText,
): Record<string, BuiltinFunction> {
  return {
    add_blueprint: builtin({
      access: 'protected',
      doc: 'Adds a blueprint given as DAG-JSON.',
      args: fields({ blueprint: required(text) }),
      returns: 'string',
      notes: 'The id is the CID of the DAG-JSON. Whether the modules exist is not looked at.',
      errors: [
        ...BLUEPRINT_ERRORS,
        MALFORMED_BLUEPRINT,
        "Error: Cannot add blueprint '<name>': this peer keeps at most <n>, remove one first",
      ],
      call: ({ blueprint }) => blueprints.add(parseBlueprint(blueprint)),
    }),
    make_blueprint: builtin({
      doc: 'DAG-JSON of a blueprint: its name and the CIDs of its modules, the facade last.',
      args: fields({ name: required(text), dependencies: required(listOf(text)) }),
      returns: 'string',
      errors: BLUEPRINT_ERRORS,
      call: blueprintJson,
    }),
    load_blueprint: builtin({
      doc: `DAG-JSON of a blueprint from the particle's vault.`,
      args: fields({ blueprint_path: required(text) }),
      returns: 'string',
      errors: [...VAULT_READ_ERRORS, ...BLUEPRINT_ERRORS, MALFORMED_BLUEPRINT],
      call: async ({ blueprint_path }, call) =>
        blueprintJson(parseBlueprint(await readText(blueprint_path, call))),
    }),
    remove_blueprint: builtin({
      access: 'protected',
      doc: 'Removes a blueprint that no service runs.',
      args: fields({ blueprint_id: required(text) }),
      returns: '()',
      notes: 'Not in upstream.',
      errors: [
        UNKNOWN_BLUEPRINT,
        "Error: Cannot remove blueprint '<id>': it is used by services <their ids and aliases>",
      ],
      async call({ blueprint_id }) {
        await blueprints.remove(blueprint_id);
        return undefined;
      },
    }),
    list_blueprints: builtin({
      doc: 'All blueprints.',
      args: fields({}),
      returns: '[]Blueprint',
      call: () => blueprints.list().map(({ id, blueprint }) => recordJson(id, blueprint)),
    }),
    get_blueprint: builtin({
      doc: 'One blueprint.',
      args: fields({ blueprint_id: required(text) }),
      returns: 'Blueprint',
      errors: [UNKNOWN_BLUEPRINT],
      call: ({ blueprint_id }) => recordJson(blueprint_id, blueprints.get(blueprint_id)),
    }),
  };
}

function recordJson(id: string, { name, dependencies }: BlueprintRecord): JsonValue {
  return { name, id, dependencies };
}
