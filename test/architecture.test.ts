import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const packagesDir = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'packages');
const packages = readdirSync(packagesDir);

const page = readFileSync(path.join(packagesDir, '..', 'docs', 'architecture.md'), 'utf8');

/** What each package may import of ours: the last column of the first table of docs/architecture.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...page.matchAll(/^\| `([\w-]+)` \| .* \| ([\w, –-]+) \|$/gm)].map(([, name, imports]) => [
    name,
    imports === '–' ? [] : imports!.split(', '),
  ]),
);

/** What all others may import. */
const EVERYBODYS = 'common';

/** Rooms of a package, folders of its `src`: what each may import of the others. Files outside of rooms are free. */
const ROOMS: Record<string, Record<string, readonly string[]>> = {
  aquamarine: {
    observe: [],
    admission: ['observe'],
    actors: ['admission', 'observe'],
    notices: ['actors', 'observe'],
    effects: ['actors', 'admission', 'notices', 'observe'],
  },
  host: {
    encoding: [],
    files: [],
    ports: [],
    access: ['ports'],
    vault: ['encoding', 'files'],
    services: ['access', 'encoding', 'files', 'ports', 'vault'],
    workers: ['access', 'ports', 'services'],
    builtins: ['access', 'encoding', 'ports', 'services', 'vault', 'workers'],
    peer: ['access', 'builtins', 'ports', 'services', 'vault', 'workers'],
  },
  'local-network': {
    state: [],
    deals: [],
    chain: ['state'],
    peer: ['deals', 'state'],
    network: ['chain', 'deals', 'peer', 'state'],
    explorer: ['state'],
    daemon: ['chain', 'explorer', 'network', 'state'],
  },
  node: {
    http: [],
    config: ['http'],
    tracing: ['config'],
    core: ['config', 'tracing'],
    capabilities: ['config', 'core'],
  },
};

interface Manifest {
  readonly private?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly scripts: Record<string, string>;
}

const manifest = (name: string) =>
  JSON.parse(readFileSync(path.join(packagesDir, name, 'package.json'), 'utf8')) as Manifest;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(file);
    return /\.tsx?$/.test(file) ? [file] : [];
  });
}

/** Names of the packages that a file imports, ours and others, without sub-paths. */
function importedPackages(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const statements = /^(?:import|export)\b[^;']*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;
  const specifiers = [...text.matchAll(statements)].map(
    ([, from, bare, dynamic]) => (from ?? bare ?? dynamic)!,
  );
  return specifiers
    .filter((specifier) => !/^(node:|\.)/.test(specifier))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

/** What a package that is in the bundle of another loads when it needs it. */
const LOADED_LATE: Readonly<Record<string, readonly string[]>> = {
  cli: ['@noctiluca/avm', '@noctiluca/registry'],
};

/** Inside of what is published, by the build; `packages.test.ts` sees that nothing of it is asked for. */
const BUNDLED: Readonly<Record<string, RegExp>> = {
  chain: /^(graphql|micro-eth-signer)$/,
  explorer: /^(@noctiluca\/(avm|particle|replay)|@preact\/signals|d3-force|preact|uplot)$/,
  cli: /^(@noctiluca\/aqua-compiler|@stricli\/core|fast-string-truncated-width|tar|yaml|zod)$/,
  ipfs: /^(@helia\/|@ipld\/|blockstore-fs$|ipfs-unixfs-importer$)/,
  network: /^(@libp2p\/|@multiformats\/|libp2p$)/,
  node: /^pino$/,
};

describe.each(packages)('package %s', (name) => {
  const {
    dependencies = {},
    devDependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    scripts,
    ...rest
  } = manifest(name);
  const files = sources(path.join(packagesDir, name, 'src'));

  it('is in the table', () => expect(Object.keys(MAY_IMPORT)).toContain(name));

  it('depends only on what the table allows', () => {
    const ours = Object.keys(dependencies).filter((dependency) => dependency.startsWith('@noctiluca/'));
    const allowed = [EVERYBODYS, ...(MAY_IMPORT[name] ?? [])].map((dependency) => `@noctiluca/${dependency}`);
    expect(allowed).toEqual(expect.arrayContaining(ours));
  });

  it('imports only what its package.json names', () => {
    const named = new Set([
      ...Object.keys(dependencies),
      ...Object.keys({ ...optionalDependencies, ...peerDependencies }),
      ...Object.keys(devDependencies).filter(
        // What is not published is with us, and so are our tools.
        (dependency) => rest.private === true || BUNDLED[name]?.test(dependency),
      ),
      `@noctiluca/${name}`,
    ]);
    const strays = files.flatMap((file) =>
      importedPackages(file)
        .filter((imported) => !named.has(imported))
        .map((imported) => `${path.relative(packagesDir, file)} imports ${imported}`),
    );
    expect(strays).toEqual([]);
  });

  it('names no dependency that nothing imports', () => {
    const imported = new Set(files.flatMap(importedPackages));
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const unused = Object.keys(dependencies).filter(
      (dependency) =>
        !imported.has(dependency) && !text.includes(dependency) && !LOADED_LATE[name]?.includes(dependency),
    );
    expect(unused).toEqual([]);
  });

  it('has the same scripts as its siblings', () => {
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['build', 'check-types', 'lint', 'clean']));
  });
});

/** What is laid out in rooms: the folders of a package's `src/` or of a room in it, and each file beside them. */
const ROOMED = [
  ...['network', 'host/services', 'marine', 'marine/wasi', 'avm', 'store', 'particle', 'explorer/page'],
  ...Object.keys(ROOMS),
];

/** Files of the same package that a file imports. */
function siblings(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const statements =
    /^(?:import|export)\b[^;']*?from '(\.[^']+)'|^import '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm;
  return [...text.matchAll(statements)].map(([, from, bare, dynamic]) => {
    const to = path.resolve(path.dirname(file), (from ?? bare ?? dynamic)!).replace(/\.js$/, '.ts');
    return existsSync(`${to}x`) ? `${to}x` : to;
  });
}

/** A way from a node back to itself, if there is one. */
function circleIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): string[] => {
    const at = way.indexOf(node);
    if (at >= 0) return [...way.slice(at), node];
    if (done.has(node)) return [];
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...way, node]);
      if (circle.length > 0) return circle;
    }
    done.add(node);
    return [];
  };
  for (const node of graph.keys()) {
    const circle = walk(node, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe.each(ROOMED)('rooms of %s', (name) => {
  const [packageName, ...room] = name.split('/');
  const folder = path.join(packagesDir, packageName!, 'src', ...room);
  const graphOf = (nodeOf: (file: string) => string): Map<string, Set<string>> => {
    const graph = new Map<string, Set<string>>();
    for (const file of sources(folder)) {
      const node = nodeOf(file);
      const reached = graph.get(node) ?? new Set();
      const inside = siblings(file).filter((other) => other.startsWith(folder + path.sep));
      for (const other of inside.map(nodeOf)) if (other !== node) reached.add(other);
      graph.set(node, reached);
    }
    return graph;
  };

  it('look at each other in one direction', () => {
    expect(circleIn(graphOf((file) => path.relative(folder, file).split(path.sep)[0]!))).toEqual([]);
  });
});

/** Tests that take helpers made of the types of another package, which `testing` does not know. */
const MAY_SHARE: Readonly<Record<string, readonly string[]>> = {
  cli: ['replay'],
  explorer: ['replay'],
  'system-services': ['deployment'],
};

describe.each(packages)('tests of %s', (name) => {
  it('take nothing from tests of others: what several need is in `testing`', () => {
    const folder = path.join(packagesDir, name, 'test');
    if (!existsSync(folder)) return;
    const allowed = [name, ...(MAY_SHARE[name] ?? [])];
    const strays = sources(folder).flatMap((file) =>
      siblings(file)
        .map((to) => path.relative(packagesDir, to).split(path.sep))
        .filter(([owner, room]) => room === 'test' && !allowed.includes(owner!))
        .map((to) => `${path.relative(packagesDir, file)} imports ${to.join('/')}`),
    );
    expect(strays).toEqual([]);
  });
});

describe.each(packages)('files of %s', (name) => {
  it('run in no circle', () => {
    const files = sources(path.join(packagesDir, name, 'src'));
    const graph = new Map(files.map((file) => [file, new Set(siblings(file))] as const));
    const circle = circleIn(graph).map((file) => path.relative(packagesDir, file));
    expect(circle).toEqual([]);
  });
});

describe.each(Object.entries(ROOMS))('rooms of package %s', (name, rooms) => {
  const src = path.join(packagesDir, name, 'src');
  const roomOf = (file: string) => {
    const [folder, ...rest] = path.relative(src, file).split(path.sep);
    return rest.length > 0 ? folder : undefined;
  };

  it('are all in the table', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).sort()).toEqual(Object.keys(rooms).sort());
  });

  it('import only what the table allows', () => {
    const strays = sources(src).flatMap((file) => {
      const room = roomOf(file);
      if (room === undefined) return [];
      return siblings(file)
        .filter((to) => ![undefined, room, ...(rooms[room] ?? [])].includes(roomOf(to)))
        .map((to) => `${path.relative(src, file)} imports ${path.relative(src, to)}`);
    });
    expect(strays).toEqual([]);
  });
});
