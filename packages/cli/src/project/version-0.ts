import { z } from 'zod';
import { CliError } from '../errors.js';
import type { ProjectProblem } from './problems.js';
import type { FluenceProject } from './project.js';
import { removeUnknownKeys } from './unknown-keys.js';

/** `services` of CLI 0.1 (spec/fluence-cli.md §2.1): where a service lies went without saying. */
const listed = z.looseObject({
  services: z.array(
    z.strictObject(
      { name: z.string(), count: z.number().int().min(1).nullish() },
      'a service is { name, count }',
    ),
  ),
});

/** A file of version 0 in the words of version 1, and what these have no words for. */
export interface Version1 {
  readonly content: Readonly<Record<string, unknown>>;
  readonly problems: readonly ProjectProblem[];
}

/**
 * What a file of version 0 means: its services lie in `artifacts/<name>`, where upstream's migration takes them from.
 * @param content of the file; keys that nobody knows are taken out of it
 * @throws z.ZodError
 */
export function fromVersion0(content: unknown): Version1 {
  const unknown = removeUnknownKeys(listed, content);
  const { services, ...others } = listed.parse(content);
  const entries = services.map(({ name }) => [name, { get: `artifacts/${name}` }] as const);
  return {
    content: { ...others, services: Object.fromEntries(entries) },
    problems: [...unknown, ...counts(services), ...repeated(services.map(({ name }) => name))],
  };
}

type Listed = z.infer<typeof listed>['services'];

function counts(services: Listed): ProjectProblem[] {
  const counted = services.filter(({ count }) => count != null);
  return counted.map(({ name }) => ({
    ...{ kind: 'not-done', place: ['services', name], name: 'count' },
    text: `services.${name}.count is not acted upon: targetWorkers of a deployment, or the peers of an entry of "hosts", say how many`,
  }));
}

function repeated(names: readonly string[]): ProjectProblem[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => ({
    ...{ kind: 'repeated-name', place: ['services'], name },
    text: `services lists '${name}' twice`,
  }));
}

/** For commands that change `services:`. @throws CliError `PROJECT_INVALID` that says how to write version 1 */
export function refuseVersion0({ version, file, services }: FluenceProject): void {
  if (version > 0) return;
  const lines = Object.keys(services).map((name) => `  ${name}: { get: artifacts/${name} }`);
  throw new CliError(
    'PROJECT_INVALID',
    [
      `${file} lists its services, as version 0 does; nothing can be added to it. Write instead`,
      '',
      'version: 1',
      'services:',
      ...lines,
    ].join('\n'),
  );
}
