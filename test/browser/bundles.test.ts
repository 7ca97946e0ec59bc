import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';

/** Bytes of brotli that an app pays for its client: 120 KB. */
const MAX_BROTLI_BYTES = 120_000;

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Their entries are the same everywhere, but for those that stop a build. */
const ALIKE = new Set(['common', 'replay']);

/** Every entry that a package offers to browsers. */
const entries = ['avm', 'client', 'common', 'lifecycle', 'marine', 'network', 'particle', 'replay'].flatMap(
  (name) => {
    const { exports } = JSON.parse(readFileSync(`${repository}packages/${name}/package.json`, 'utf8')) as {
      exports: Record<string, Record<string, string>>;
    };
    return Object.entries(exports)
      .filter(([, { types, browser }]) =>
        ALIKE.has(name) ? types !== undefined && browser === undefined : browser !== undefined,
      )
      .map(([path]) => `@noctiluca/${name}${path.slice(1)}`);
  },
);

/** An app of one module, bundled for browsers as its bundler would; modules of Node that it would need are noted. */
async function bundle(source: string) {
  const nodeModules: string[] = [];
  const app: Plugin = {
    name: 'app',
    resolveId(id, importer) {
      if (id === 'app') return '\0app';
      if (/^node:|^(fs|net|crypto|buffer|worker_threads)$/.test(id)) nodeModules.push(`${id} in ${importer}`);
      return importer === '\0app' ? this.resolve(id, `${repository}packages/demo/package.json`) : undefined;
    },
    load: (id) => (id === '\0app' ? source : undefined),
  };
  const made = await rolldown({ input: 'app', platform: 'browser', plugins: [app], logLevel: 'silent' });
  const { output } = await made.generate({ format: 'esm', minify: true, comments: false });
  await made.close();
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  return { nodeModules, chunks, code: chunks.map(({ code }) => code).join('\n') };
}

describe('what packages offer to browsers', () => {
  it('is there for all that a client needs', () => {
    expect(entries).toEqual(
      expect.arrayContaining([
        '@noctiluca/avm/instance',
        '@noctiluca/client',
        '@noctiluca/marine',
        '@noctiluca/marine/json',
        '@noctiluca/network/client',
        '@noctiluca/particle',
      ]),
    );
  });

  it.each(entries)('%s needs no module of Node', async (entry) => {
    const { nodeModules, code } = await bundle(`import * as all from '${entry}'; globalThis.all = all;`);
    expect(nodeModules).toEqual([]);
    expect(code.length).toBeGreaterThan(100);
    expect(code).not.toMatch(/\bnode:(?!internal)[a-z_]+['"`]/);
    expect(code).not.toMatch(/\brequire\(/);
  });

  // `background` of the network is for them.
  it.each(['client', 'lifecycle', 'marine', 'network'])('of %s takes no timer for one of Node', (name) => {
    const dist = `${repository}packages/${name}/dist/browser`;
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect(readFileSync(`${dist}/${file}`, 'utf8')).not.toMatch(/\)\s*\.(un)?ref\(\)/);
  });

  it('is at most 120 KB of brotli for an app with compiled bindings', async () => {
    const { chunks } = await bundle(`
      import { createClient, v5_callFunction, v5_registerService } from '@noctiluca/client';
      globalThis.client = [createClient, v5_callFunction, v5_registerService];`);
    const sizes = chunks.map(({ fileName, isEntry, code }) => {
      const [plain, brotli] = [code.length, brotliCompressSync(code).length];
      return { fileName, isEntry, plain, brotli };
    });
    const first = sizes.find(({ isEntry }) => isEntry)!;
    expect(first.brotli).toBeLessThanOrEqual(MAX_BROTLI_BYTES);
    // The runtime of Marine services is fetched by who registers one.
    expect(sizes.length).toBe(2);
  });
});
