import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embed, encodeInterfaceTypes, generateInterfaceTypes, readSections } from '@noctiluca/marine-tools';
import { describe, expect, it } from 'vitest';

const services = fileURLToPath(new URL('../../services', import.meta.url));
const read = (path: string) => readFileSync(join(services, path));
const sha256 = (path: string) => createHash('sha256').update(read(path)).digest('hex');

interface Manifest {
  rustc: string[];
  sources: Record<string, string>;
  artifacts: Record<string, string>;
}
const manifest: Manifest = JSON.parse(read('manifest.json').toString());

/** Every file below `services/` that a build doesn't leave behind. */
const present = readdirSync(services, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(services.length + 1))
  .filter((path) => !/(?:^|\/)(?:target|\.raw)\//.test(path));

describe('services/manifest.json', () => {
  it('records every Rust source, description and artifact', () => {
    const wanted = present.filter((path) => /\.rs$|\.yaml$|\.wasm$|Cargo\.(?:toml|lock)$/.test(path));
    const listed = [...Object.keys(manifest.sources), ...Object.keys(manifest.artifacts)];
    expect(listed).toEqual(expect.arrayContaining(wanted));
  });

  it.each(Object.entries(manifest.sources))(
    '%s is the source that the artifacts were built from',
    (path, hash) => {
      expect(sha256(path), 'run services/build-in-trixie.sh').toBe(hash);
    },
  );

  it.each(Object.entries(manifest.artifacts))('%s is the artifact that was built', (path, hash) => {
    expect(sha256(path), 'run services/build-in-trixie.sh').toBe(hash);
  });

  it('names the compiler of the reproducible build', () => {
    expect(manifest.rustc).toContain('release: 1.85.1');
    expect(manifest.rustc).toContain('host: x86_64-unknown-linux-gnu');
  });
});

describe.each(Object.keys(manifest.artifacts))('%s', (path) => {
  const sections = readSections(read(path));

  it('has the interface that its own generated sections describe', () => {
    const [written, ...more] = sections.filter((section) => section.name === 'interface-types');
    expect(more).toEqual([]);
    const made = encodeInterfaceTypes(generateInterfaceTypes(sections));
    expect(Buffer.compare(Buffer.from(made), Buffer.from(written?.data ?? []))).toBe(0);
  });

  it('comes out of the embedder unchanged', () => {
    expect(Buffer.compare(embed(read(path)), read(path))).toBe(0);
  });

  it('tells nothing about the machine it was built on', () => {
    const text = read(path).toString('latin1');
    // of these folders only the vault's is one that services see
    const machine =
      /\/(?:root|home|work|tmp(?!\/vault)|build)\/.{0,40}|registry\/src\/[\w.]+-[0-9a-f]{16}|github\.com-/g;
    expect([...text.matchAll(machine)].map(([found]) => found)).toEqual([]);
  });
});

describe.each(present.filter((path) => path.endsWith('service.yaml')))('%s', (path) => {
  it('is named like its folder, and every module it names has its artifact there', () => {
    const folder = dirname(path);
    const text = read(path).toString();
    expect(/^name: (\S+)$/m.exec(text)?.[1]).toBe(folder);
    const modules = [...text.matchAll(/^ {2}(\S+):\n {4}get: (\S+)$/gm)].map(([, key, get]) => {
      const module = join(folder, get ?? '');
      const name = /^name: (\S+)$/m.exec(read(join(module, 'module.yaml')).toString())?.[1];
      expect(Object.keys(manifest.artifacts)).toContain(join(module, `${name}.wasm`));
      return [key, get];
    });
    expect(modules[0]).toEqual(['facade', '.']);
  });
});
