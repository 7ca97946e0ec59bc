import type { ServiceInterface } from '@noctiluca/marine';
import { typeName } from './names.js';

/** A type as it is written, with other names for records that have one. */
export type TypeNaming = (type: string) => string;

/** As Marine's own tool prints declarations. */
export const INDENT = '  ';

/** Name and text of each record of a service. */
export function records(
  { record_types }: ServiceInterface,
  name: TypeNaming,
): (readonly [name: string, text: string])[] {
  return record_types.map((record) => {
    const fields = record.fields.map((field) => `${INDENT}${field.name}: ${name(field.ty)}`);
    return [name(record.name), [`data ${name(record.name)}:`, ...fields].join('\n')] as const;
  });
}

/**
 * Gives another name to records that differ from what is declared. Renaming one changes those that hold it, which may then
 * need another name too.
 * @param declared texts by names
 */
export function recordNames(
  alias: string,
  api: ServiceInterface,
  declared: ReadonlyMap<string, string>,
  isService: (type: string) => boolean,
): TypeNaming {
  const others = new Map<string, string>();
  const name: TypeNaming = (type) => type.replace(/\w+/g, (word) => others.get(word) ?? word);
  const own = new Set(api.record_types.map((record) => record.name));
  const isFree = (type: string) =>
    !declared.has(type) && !own.has(type) && !isService(type) && ![...others.values()].includes(type);
  for (;;) {
    const text = new Map(records(api, name));
    const differs = [...own].find(
      (type) => declared.has(name(type)) && declared.get(type) !== text.get(type),
    );
    if (differs === undefined) return name;
    others.set(differs, freeName(typeName(alias) + differs, isFree));
  }
}

function freeName(wanted: string, isFree: (type: string) => boolean): string {
  return isFree(wanted) ? wanted : freeName(`${wanted}X`, isFree);
}
