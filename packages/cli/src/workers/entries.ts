import { CliError } from '../errors.js';
import type { DeploymentEntry, FluenceProject } from '../project/project.js';

/** Where an entry stands in fluence.yaml. */
export type Section = 'deployments' | 'hosts';

/** An entry of `deployments:` or `hosts:`: what becomes workers. */
export interface WorkerEntry {
  readonly section: Section;
  readonly name: string;
  readonly services: readonly string[];
  readonly spells: readonly string[];
  /** Of `deployments:`. */
  readonly deployment?: DeploymentEntry;
  /** Of `hosts:`, as written. */
  readonly peerIds?: readonly string[];
}

/** Entries of a project, in the order of the file. */
export function entriesOf({ deployments, hosts }: FluenceProject): WorkerEntry[] {
  return [
    ...Object.entries(deployments).map(
      ([name, deployment]): WorkerEntry => ({
        section: 'deployments',
        name,
        services: deployment.services,
        spells: deployment.spells,
        deployment,
      }),
    ),
    ...Object.entries(hosts).map(
      ([name, { services, spells, peerIds }]): WorkerEntry => ({
        section: 'hosts',
        ...{ name, services, spells, peerIds },
      }),
    ),
  ];
}

/**
 * Entries that are meant; one name may stand in both sections.
 * @param names all when empty
 * @throws CliError `BAD_ARGUMENT` for a name that is not there, or when there are no entries at all
 */
export function chosenEntries(
  project: FluenceProject,
  names: readonly string[],
  sections: readonly Section[],
): WorkerEntry[] {
  const known = entriesOf(project).filter(({ section }) => sections.includes(section));
  const unknown = names.filter((name) => !known.some((entry) => entry.name === name));
  const where = sections.map((section) => `"${section}"`).join(' or ');
  if (unknown.length > 0) {
    const list = known.map(({ name }) => name).join(', ') || 'none';
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} has no ${unknown.join(', ')} under ${where}; it has ${list}`,
    );
  }
  if (known.length === 0) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} deploys nothing: list services or spells under ${where}`,
    );
  }
  return names.length === 0 ? known : known.filter(({ name }) => names.includes(name));
}
