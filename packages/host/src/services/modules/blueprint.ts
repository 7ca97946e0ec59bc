import { messageOf } from '@noctiluca/common/thrown';
import { parseJson } from '@noctiluca/marine';
import { cidOf, isContentCid } from '@noctiluca/store';
import { MAX_BLUEPRINT_DEPENDENCIES } from '../../constants.js';
import { isArray, isObject, type JsonObject, shown } from '../../encoding/json.js';
import { ConvertedError, HostError } from '../../errors.js';
import { requireName } from '../registry/names.js';
import type { BlueprintRecord } from '../registry/records.js';

/**
 * DAG-JSON of a blueprint: keys sorted, no spaces, dependencies as links (spec/nox.md §4.3).
 * @throws HostError `INVALID`, `LIMIT`
 */
export function blueprintJson(blueprint: BlueprintRecord): string {
  requireBlueprint(blueprint);
  const { name, dependencies } = blueprint;
  return JSON.stringify({ dependencies: dependencies.map((cid) => ({ '/': cid })), name });
}

/** Id of a blueprint: the CID of its DAG-JSON. */
export function blueprintId(blueprint: BlueprintRecord): string {
  return cidOf(new TextEncoder().encode(blueprintJson(blueprint)));
}

/** Reads DAG-JSON; unknown keys are ignored. @throws HostError `INVALID`, `LIMIT` */
export function parseBlueprint(json: string): BlueprintRecord {
  const blueprint = fromDagJson(json);
  requireBlueprint(blueprint);
  return blueprint;
}

function fromDagJson(json: string): BlueprintRecord {
  const { name, dependencies } = objectIn(json);
  if (typeof name !== 'string') throw malformed('`name` must be a string');
  if (!isArray(dependencies)) throw malformed('`dependencies` must be a list of links');
  return {
    name,
    dependencies: dependencies.map((link) => {
      const cid = isObject(link) ? link['/'] : undefined;
      if (typeof cid !== 'string') throw malformed(`a dependency must be {"/": "<cid>"}, got ${shown(link)}`);
      return cid;
    }),
  };
}

function objectIn(json: string): JsonObject {
  try {
    const value = parseJson(json);
    if (isObject(value)) return value;
  } catch (error) {
    throw malformed(messageOf(error));
  }
  throw malformed('it must be an object');
}

function malformed(reason: string): HostError {
  return new HostError('INVALID', `Error deserializing blueprint from IPLD: ${reason}`);
}

function requireBlueprint({ name, dependencies }: BlueprintRecord): void {
  requireName('blueprint', name);
  if (dependencies.length === 0) {
    throw new ConvertedError('INVALID', `Blueprint '${name}' has empty list of dependencies`);
  }
  if (dependencies.length > MAX_BLUEPRINT_DEPENDENCIES) {
    throw new ConvertedError(
      'LIMIT',
      `Blueprint '${name}' has ${dependencies.length} dependencies, more than the ${MAX_BLUEPRINT_DEPENDENCIES} allowed`,
    );
  }
  for (const cid of dependencies) {
    if (!isContentCid(cid))
      throw new ConvertedError(
        'INVALID',
        `Blueprint '${name}' has an invalid dependency: '${cid.slice(0, 120)}' isn't a CID`,
      );
  }
}
