/** What a table of TOML may hold here. */
export type TomlValue = string | number | boolean;

/** Lines of a table, `key = value` each. */
export function tomlLines(values: Readonly<Record<string, TomlValue>>): string[] {
  return Object.entries(values).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}`);
}

function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : tomlValue(key);
}

/** JSON's escapes are among those of TOML, which wants one for DEL too, and no half of a sign. */
function tomlValue(value: TomlValue): string {
  return typeof value === 'string'
    ? JSON.stringify(value.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll('\u007f', '\\u007f')
    : String(value);
}
