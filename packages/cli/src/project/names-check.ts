import { CliError } from '../errors.js';
import { NAME_RULES, type NameRule, RESERVED_NAMES } from './name-rules.js';
import type { FluenceProject } from './project.js';
import { SuggestedNames } from './suggested-name.js';

/**
 * Checks that Aqua can be made of the project's names: of every one, whatever is deployed, since the files name them all.
 * @throws CliError `PROJECT_INVALID` that says of each name why, and what to call it
 */
export function checkNames(project: Pick<FluenceProject, 'file' | NameRule['section']>): void {
  const deployed = deployedNames(project);
  const lines = NAME_RULES.flatMap((rule) => badNames(rule, Object.keys(project[rule.section]), deployed));
  if (lines.length === 0) return;
  throw new CliError(
    'PROJECT_INVALID',
    [`${project.file} has names that Aqua or the peers cannot take:`, ...lines].join('\n'),
  );
}

/** A line each. */
function badNames(rule: NameRule, names: readonly string[], deployed: ReadonlySet<string>): string[] {
  const suggested = new SuggestedNames(rule, names);
  const first = new Map<string, string>();
  return names.flatMap((name) => {
    const why = rule.why(name) ?? reserved(rule, name, deployed) ?? collision(rule, name, first);
    if (why === undefined) return [];
    return [`  ${rule.section}.${name} ${why}; call it "${suggested.instead(name)}"`];
  });
}

/** Services and spells that some worker runs. */
function deployedNames({ deployments, hosts }: Pick<FluenceProject, 'deployments' | 'hosts'>): Set<string> {
  const workers = [...Object.values(deployments), ...Object.values(hosts)];
  return new Set(workers.flatMap(({ services, spells }) => [...services, ...spells]));
}

function reserved({ section }: NameRule, name: string, deployed: ReadonlySet<string>): string | undefined {
  const isAlias = section === 'services' || section === 'spells';
  if (!isAlias || !RESERVED_NAMES.has(name) || !deployed.has(name)) return undefined;
  return 'is a name that workers keep for themselves';
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
