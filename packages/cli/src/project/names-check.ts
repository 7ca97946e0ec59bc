import { CliError } from '../errors.js';
import { NAME_RULES, type NameRule } from './name-rules.js';
import type { FluenceProject } from './project.js';
import { SuggestedNames } from './suggested-name.js';

/**
 * Checks that Aqua can be made of the project's names: of every one, whatever is deployed, since the files name them all.
 * @throws CliError `PROJECT_INVALID` that says of each name why, and what to call it
 */
export function checkNames(project: Pick<FluenceProject, 'file' | NameRule['section']>): void {
  const lines = NAME_RULES.flatMap((rule) => badNames(rule, Object.keys(project[rule.section])));
  if (lines.length === 0) return;
  throw new CliError(
    'PROJECT_INVALID',
    [`${project.file} has names that Aqua or the peers cannot take:`, ...lines].join('\n'),
  );
}

/** A line each. */
function badNames(rule: NameRule, names: readonly string[]): string[] {
  const suggested = new SuggestedNames(rule, names);
  const first = new Map<string, string>();
  return names.flatMap((name) => {
    const why = rule.why(name) ?? collision(rule, name, first);
    if (why === undefined) return [];
    return [`  ${rule.section}.${name} ${why}; call it "${suggested.instead(name)}"`];
  });
}

/** @param first name of each thing that is written, to which this adds */
function collision(
  { written, section }: NameRule,
  name: string,
  first: Map<string, string>,
): string | undefined {
  if (written === undefined) return undefined;
  const thing = written.as(name);
  const other = first.get(thing);
  if (other === undefined) first.set(thing, name);
  return other && `and ${section}.${other} are both "${thing}" in ${written.file}`;
}
