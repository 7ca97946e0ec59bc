/** Positional names: each its own argument, or upstream's one argument with commas. */
export const workerNames = {
  kind: 'array',
  parameter: {
    brief: 'Entries of fluence.yaml, also as a,b; all when none is named',
    parse: String,
    placeholder: 'name',
  },
} as const;

/** Names as written, commas taken apart, each once. */
export function splitNames(written: readonly string[]): string[] {
  const names = written.flatMap((text) => text.split(',')).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
