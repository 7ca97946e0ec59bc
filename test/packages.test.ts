import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { repository } from './utils/command.js';
import { askedForAtRunTime, askedForByTypes, type Conditions, targets } from './utils/published.js';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly keywords?: readonly string[];
  readonly exports: Readonly<Record<string, Conditions>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(path.join(repository, folder, 'package.json'), 'utf8')) as Manifest;
const root = manifestOf('.');
const published = readdirSync(path.join(repository, 'packages'))
  .map((folder) => ({ folder, manifest: manifestOf(`packages/${folder}`) }))
  .filter(({ manifest }) => !manifest.private);
const versions = new Map(published.map(({ manifest: { name, version } }) => [name, version]));

/** Paths in each tarball, by the name of its package. */
let tarballs: Map<string, ReadonlySet<string>>;

beforeAll(() => {
  const args = ['pack', '--workspaces', '--dry-run', '--json', '--ignore-scripts'];
  const packed = Object.values(JSON.parse(npm(args))) as Packed[];
  tarballs = new Map(packed.map(({ name, files }) => [name, new Set(files.map((file) => file.path))]));
});

function npm(args: readonly string[]): string {
  return execFileSync('npm', args, {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

interface Packed {
  readonly name: string;
  readonly files: readonly { readonly path: string }[];
}

it('the addresses of the root follow from the one of the homepage', () => {
  const { homepage, bugs, repository: address } = root;
  expect(bugs).toEqual({ url: `${homepage}/issues` });
  expect(address).toEqual({ type: 'git', url: `git+${homepage}.git` });
});

describe.each(published)('the package in packages/$folder', ({ folder, manifest }) => {
  const files = () => tarballs.get(manifest.name)!;

  it('says what the root says', () => {
    const { license, author, engines, homepage, bugs, repository: address } = root;
    const directory = `packages/${folder}`;
    const alike = { license, author, engines, homepage, bugs };
    expect(manifest).toMatchObject({ ...alike, repository: { ...(address as object), directory } });
    for (const value of [...Object.values(alike), address]) expect(value).toBeDefined();
  });

  it('is named, described and found', () => {
    expect(manifest.name).toBe(`@noctiluca/${folder}`);
    expect(manifest.description).toEqual(expect.stringMatching(/.{10}/));
    expect(manifest.keywords).toEqual(expect.arrayContaining(['fluence', 'aqua']));
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords?.length);
    expect(manifest.publishConfig).toEqual({ access: 'public' });
  });

  it('needs published packages of ours, in the versions that they have', () => {
    const ours = Object.entries(manifest.dependencies ?? {}).filter(([name]) =>
      name.startsWith('@noctiluca/'),
    );
    expect(ours).toEqual(ours.map(([name]) => [name, versions.get(name)]));
  });

  it('runs nothing when it is installed', () => {
    const scripts = Object.keys(manifest.scripts as object);
    expect(scripts).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]));
  });

  it('exports its manifest, and each entry with its types', () => {
    const { './package.json': itself, ...entries } = manifest.exports;
    expect(itself).toBe('./package.json');
    for (const [name, entry] of Object.entries(entries)) {
      if (name.endsWith('.aqua')) continue;
      // Types first: the first condition that holds is taken.
      expect(Object.keys(entry)[0], name).toBe('types');
      expect(Object.keys(entry).at(-1), name).toBe('default');
    }
  });

  it('has the files in its tarball that it names', () => {
    const sideEffects = manifest.sideEffects as false | string[];
    const named = [...Object.values(manifest.exports), ...Object.values(manifest.bin ?? {})].flatMap(targets);
    expect([...files()]).toEqual(expect.arrayContaining(named.filter((file) => !file.includes('*'))));
    for (const file of sideEffects || [])
      expect(existsSync(path.join(repository, 'packages', folder, file)), file).toBe(true);
  });

  it('asks for nothing but what is installed with it', async () => {
    const { dependencies = {}, peerDependencies = {}, name, exports, bin = {} } = manifest;
    const filesOf = (conditions: readonly Conditions[]) =>
      conditions
        .flatMap(targets)
        // It stops the build of a page by what it asks for.
        .filter((file) => file !== 'not-in-browsers.js')
        .map((file) => path.join(repository, 'packages', folder, file));
    const installed = new Set([...Object.keys(dependencies), name]);
    const isForeign = (asked: string) => !installed.has(asked);
    const all = filesOf([...Object.values(exports), ...Object.values(bin)]);
    expect((await askedForAtRunTime(all)).filter(isForeign)).toEqual([]);
    for (const [entry, conditions] of Object.entries(exports)) {
      // An entry called like an optional package of ours is for those who have that package.
      const optional = `@noctiluca/${entry.slice(2)}`;
      const isInstalledToo = (asked: string) => asked === optional && optional in peerDependencies;
      const foreign = askedForByTypes(filesOf([conditions])).filter(isForeign);
      expect(
        foreign.filter((asked) => !isInstalledToo(asked)),
        entry,
      ).toEqual([]);
    }
  });

  it('has a page and the licence in its tarball', () => {
    expect([...files()]).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
    const licence = readFileSync(path.join(repository, 'packages', folder, 'LICENSE'), 'utf8');
    expect(licence).toBe(readFileSync(path.join(repository, 'LICENSE'), 'utf8'));
  });

  it('has no source twice in its tarball', () => {
    const known = [...files()].filter((file) => !file.startsWith('bundle/templates/'));
    expect(
      known.filter((file) => /\.map$|\.tsbuildinfo$|(?<!\.d)\.ts$|^(test|scripts)\//.test(file)),
    ).toEqual([]);
    // What is in the bundle of the command is nowhere else.
    if (known.some((file) => file.startsWith('bundle/')))
      expect(known.filter((file) => /^dist\/.*\.js$/.test(file))).toEqual([]);
  });
});
