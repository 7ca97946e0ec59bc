import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Installed {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockfile = new URL('../package-lock.json', import.meta.url);
const { packages } = JSON.parse(readFileSync(lockfile, 'utf8')) as { packages: Record<string, Installed> };
const PUBLISHED = Object.keys(packages).filter(
  (at) => /^packages\/[^/]+$/.test(at) && at !== 'packages/demo',
);

/** js-client, what only it brings, and libp2p of its time (docs/adr/017-a-client-of-our-own.md). */
const JS_CLIENTS =
  /^(@fluencelabs\/(js-client|interfaces|marine-worker|threads|js-client-isomorphic)|rxjs|@chainsafe\/libp2p-\w+)$/;
const MODERN = 3;
const LIBP2P = new Set(['libp2p', '@libp2p/interface']);

/** Where Node.js finds a package from a place in the tree. */
function find(from: string, name: string): string | undefined {
  for (let at: string | undefined = from; at !== undefined; at = parentOf(at)) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    const found = packages[place];
    if (found !== undefined) return found.link ? found.resolved : place;
  }
  return undefined;
}

function parentOf(at: string): string | undefined {
  if (at === '') return undefined;
  const end = at.lastIndexOf('/node_modules/');
  return end < 0 ? '' : at.slice(0, end);
}

/** Everything a package needs to run, with the way to it. */
function needsOf(root: string): Map<string, string> {
  const ways = new Map([[root, root]]);
  for (const [at, way] of ways) {
    const { dependencies, optionalDependencies } = packages[at]!;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = find(at, name);
      if (place === undefined) {
        if (dependencies?.[name] !== undefined)
          throw new Error(`${way}: ${name} is not in package-lock.json`);
      } else if (!ways.has(place)) ways.set(place, `${way} > ${name}`);
    }
  }
  return ways;
}

const nameOf = (at: string): string => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe.each(PUBLISHED)('what %s needs to run', (at) => {
  it('is without js-client, its libp2p and rxjs', () => {
    const unwanted = [...needsOf(at)].filter(([place]) => {
      const name = nameOf(place);
      const major = Number.parseInt(packages[place]!.version ?? '', 10);
      return JS_CLIENTS.test(name) || (LIBP2P.has(name) && major < MODERN);
    });
    expect(unwanted.map(([, way]) => way)).toEqual([]);
  });
});

it('js-client would be found where it is: this repository compares with it', () => {
  const all = [...needsOf('node_modules/@fluencelabs/js-client').keys()].map(nameOf);
  expect(all).toEqual(expect.arrayContaining(['@fluencelabs/js-client', 'rxjs', 'libp2p']));
});

/** Packages that npm installs with one, itself and those of other platforms included: docs/adr/023-what-is-published.md. */
const MOST: readonly (readonly [string, number])[] = [
  ['packages/cli', 78],
  ['packages/client', 30],
  ['packages/node', 66],
  ['packages/registry', 31],
];

describe.each(MOST)('%s', (at, most) => {
  it(`is installed with at most ${most} packages`, () => {
    expect([...needsOf(at).values()].length).toBeLessThanOrEqual(most);
  });
});
