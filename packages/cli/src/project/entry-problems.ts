import { didYouMean, nearest } from './nearest.js';
import type { ProjectProblem } from './problems.js';
import type { FluenceProject } from './project.js';
import type { RawFluenceYaml } from './raw-schema.js';

type Known = Pick<FluenceProject, 'services' | 'spells'>;

/** What entries of `deployments` and `hosts` name and cannot get. */
export function entryProblems(raw: RawFluenceYaml, project: FluenceProject): ProjectProblem[] {
  return (['deployments', 'hosts'] as const).flatMap((section) =>
    Object.entries(project[section]).flatMap(([name, entry]) => [
      ...unknownNames(raw, section, name, entry, project),
      ...repeatedNames(placeOf(raw, section, name), entry),
    ]),
  );
}

/** Values of `deployments` that cannot both be; upstream's chain refuses the same. */
export function contradictions(raw: RawFluenceYaml, project: FluenceProject): ProjectProblem[] {
  return Object.entries({ ...raw.deals, ...raw.deployments }).flatMap(([name, { whitelist, blacklist }]) => {
    const { minWorkers, targetWorkers } = project.deployments[name]!;
    const place = placeOf(raw, 'deployments', name);
    const problem = (key: string, text: string) => ({
      ...{ kind: 'contradiction' as const, place, name: key },
      text: `${place.join('.')} ${text}`,
    });
    return [
      ...(minWorkers > targetWorkers
        ? [
            problem(
              'minWorkers',
              `has minWorkers ${minWorkers}, more than its targetWorkers ${targetWorkers}`,
            ),
          ]
        : []),
      ...(whitelist && blacklist ? [problem('whitelist', 'has a whitelist and a blacklist; keep one')] : []),
    ];
  });
}

type Section = 'deployments' | 'hosts';

/** Where the file says it: until v7 under `deals`, and until v4 what a worker runs under `workers`. */
function placeOf(raw: RawFluenceYaml, section: Section, name: string, kind?: keyof Known): string[] {
  const isDeal = section === 'deployments' && !Object.hasOwn(raw.deployments ?? {}, name);
  const written = isDeal ? 'deals' : section;
  if (kind === undefined) return [written, name];
  return raw[written]?.[name]?.[kind] === undefined ? ['workers', name, kind] : [written, name, kind];
}

function unknownNames(
  raw: RawFluenceYaml,
  section: Section,
  worker: string,
  entry: { readonly [Kind in keyof Known]: readonly string[] },
  known: Known,
): ProjectProblem[] {
  return (['services', 'spells'] as const).flatMap((kind) =>
    entry[kind]
      .filter((name) => !Object.hasOwn(known[kind], name))
      .map((name) => unknownName(placeOf(raw, section, worker, kind), name, meantBy(name, kind, known))),
  );
}

/** A spell among `services`, or a service among `spells`, is told as such. */
function meantBy(name: string, kind: keyof Known, known: Known): { nearest?: string; hint: string } {
  const other = kind === 'services' ? 'spells' : 'services';
  if (Object.hasOwn(known[other], name)) return { hint: `; it is one of its ${other}` };
  const close = nearest(name, Object.keys(known[kind]));
  return close === undefined ? { hint: '' } : { nearest: close, hint: didYouMean(close) };
}

function unknownName(
  place: readonly string[],
  name: string,
  { hint, ...meant }: { nearest?: string; hint: string },
): ProjectProblem {
  const text = `${place.join('.')} names '${name}', which the project doesn't define${hint}`;
  return { kind: 'unknown-name', place, name, ...meant, text };
}

function repeatedNames(
  place: readonly string[],
  { services, spells }: { readonly [Kind in keyof Known]: readonly string[] },
): ProjectProblem[] {
  const all = [...services, ...spells];
  const repeated = new Set(all.filter((name, index) => all.indexOf(name) !== index));
  return [...repeated].map((name) => ({
    ...{ kind: 'repeated-name', place, name },
    text: `${place.join('.')} names '${name}' twice; services and spells of a worker share their names`,
  }));
}
