/** Keys, and places in lists from 0. */
export type YamlPath = readonly (string | number)[];

/** Data with all objects as maps, as `yaml` gives it when told so. */
export function asMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asMaps);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, each]) => [key, asMaps(each)]));
}

/** What stands there; `undefined` when nothing does. */
export function valueAt(content: unknown, path: YamlPath): unknown {
  return path.reduce((at, key) => {
    if (at instanceof Map) return at.get(key);
    return Array.isArray(at) && typeof key === 'number' ? at[key] : undefined;
  }, content);
}

/** Other data, with a value put where a path leads; maps on the way are made. */
export function withValueAt(content: unknown, [key, ...rest]: YamlPath, value: unknown): unknown {
  if (key === undefined) return value;
  const map = content instanceof Map ? content : new Map();
  return new Map([...map, [key, withValueAt(map.get(key), rest, value)]]);
}

/** Other data, with what a path leads to taken out; the path has to lead to something. */
export function withoutValueAt(content: unknown, [key, ...rest]: YamlPath): unknown {
  const change = (each: unknown) => (rest.length > 0 ? [withoutValueAt(each, rest)] : []);
  if (Array.isArray(content))
    return content.flatMap((each, index) => (index === key ? change(each) : [each]));
  const map = content as Map<unknown, unknown>;
  return new Map(
    [...map].flatMap(([name, each]) => (name === key ? change(each) : [each]).map((x) => [name, x])),
  );
}
