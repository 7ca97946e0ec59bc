/**
 * What the compiler sees of an argument: its type. Numbers differ by sign and by being whole, as Aqua's literals do; a list
 * is of the shapes that it has, each once and in their order.
 * @returns plain data: equal shapes are equal as JSON
 */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    return ['list', ...new Set(value.map((item) => JSON.stringify(shapeOf(item))))];
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return ['record', ...fields.map(([name, field]) => [name, shapeOf(field)])];
  }
  if (typeof value !== 'number') return typeof value;
  return `${value < 0 ? 'negative ' : ''}${Number.isInteger(value) ? 'whole' : 'float'}`;
}
