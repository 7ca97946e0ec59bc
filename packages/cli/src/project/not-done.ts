import type { ProjectProblem } from './problems.js';
import type { FluenceProject } from './project.js';
import type { RawFluenceYaml } from './raw-schema.js';

/** What a file of an old version says and newer upstreams dropped without a word (spec/fluence-cli.md §2.1). */
export function notDone(raw: RawFluenceYaml, project: FluenceProject): ProjectProblem[] {
  return [...deployOfServices(raw), ...workersOfNobody(raw, project)];
}

/** Until CLI 0.2 a service said itself where it was deployed; `workers` and `hosts` took that over. */
function deployOfServices({ services }: RawFluenceYaml): ProjectProblem[] {
  const names = Object.entries(services ?? {}).filter(([, entry]) => entry.deploy !== undefined);
  return names.map(([name]) => ({
    ...{ kind: 'not-done', place: ['services', name], name: 'deploy' },
    text: `services.${name}.deploy is not acted upon: list '${name}' under "services" of an entry of "hosts" or of a deployment`,
  }));
}

/** Until v4 an entry of `workers` was deployed by the deal or the host of the same name. */
function workersOfNobody({ workers }: RawFluenceYaml, project: FluenceProject): ProjectProblem[] {
  const isKnown = (name: string) =>
    Object.hasOwn(project.deployments, name) || Object.hasOwn(project.hosts, name);
  const names = Object.keys(workers ?? {}).filter((name) => !isKnown(name));
  return names.map((name) => ({
    ...{ kind: 'not-done', place: ['workers'], name },
    text: `workers.${name} is not acted upon: no deal or host is called '${name}'`,
  }));
}
