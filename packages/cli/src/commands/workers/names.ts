import { CliError } from '../../errors.js';
import type { FluenceProject } from '../../project/project.js';

/** Positional names: each its own argument, or upstream's one argument with commas. */
export const workerNames = {
  kind: 'array',
  parameter: {
    brief: 'Entries of "hosts", also as a,b; all when none is named',
    parse: String,
    placeholder: 'name',
  },
} as const;

/** Names as written, commas taken apart, each once. */
export function splitNames(written: readonly string[]): string[] {
  const names = written.flatMap((text) => text.split(',')).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/**
 * Entries of `hosts:` that are meant.
 * @throws CliError `BAD_ARGUMENT` for a name that is not there, or when there is none at all
 */
export function hostNames(project: FluenceProject, written: readonly string[]): string[] {
  const known = Object.keys(project.hosts);
  const names = splitNames(written);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} has no host ${unknown.join(', ')}; it has ${known.join(', ') || 'none'}`,
    );
  }
  if (known.length === 0) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} has no "hosts": name there on which peers services and spells run`,
    );
  }
  return names.length === 0 ? known : names;
}
