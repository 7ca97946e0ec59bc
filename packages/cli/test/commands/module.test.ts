import { cpSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { readTarGz } from '../../src/archive/tar-gz.js';
import { fakeRust } from '../utils/fake-rust.js';
import { httpServer } from '../utils/http-server.js';
import { runCli } from '../utils/run-cli.js';

const GREETING = fileURLToPath(new URL('../../../marine/test/fixtures/greeting.wasm', import.meta.url));
const SERVICE = '# mine\nname: main\nmodules:\n  facade:\n    get: . # itself\n';

function project(): TempFolder {
  const folder = tempFolder({
    'fluence.yaml': 'version: 8\naquaDependencies: {}\nservices: { main: { get: main } }\n',
    'main/service.yaml': SERVICE,
    'main/module.yaml': '# about it\nversion: 0\ntype: compiled\nname: greeting\n',
  });
  cpSync(GREETING, folder.at('main/greeting.wasm'));
  return folder;
}

async function json(folder: TempFolder, argv: string[], env: Record<string, string> = {}) {
  const { stdout, exitCode } = await runCli(folder.root, ['module', ...argv, '--json'], env);
  return { ...(JSON.parse(stdout) as { readonly cid?: string }), exitCode };
}
const failed = (code: string) => ({ error: { code }, exitCode: 1 });

describe('module new, add and remove', () => {
  it('make a module of a service, whose comments stay', async () => {
    const folder = project();
    expect(await json(folder, ['new', 'store', '--service', 'main'])).toMatchObject({ exitCode: 0 });
    expect(folder.read('src/modules/store/module.yaml')).toContain('type: rust');
    expect(folder.read('main/service.yaml')).toBe(`${SERVICE}  store:\n    get: ../src/modules/store\n`);
    await json(folder, ['add', 'src/modules/store', '--name', 'second', '--service', './main']);
    expect(folder.read('main/service.yaml')).toContain('  second:\n');
    expect(await json(folder, ['remove', 'src/modules/store', '--service', 'main'])).toMatchObject({
      name: 'store',
    });
    await json(folder, ['remove', 'second', '--service', 'main']);
    expect(folder.read('main/service.yaml')).toBe(SERVICE);
  });

  it.each([
    [['new', 'a b'], 'BAD_ARGUMENT'],
    [['new', 'store', '--service', 'none'], 'SERVICE_UNKNOWN'],
    [['add', 'main'], 'BAD_ARGUMENT'],
    [['add', 'main', '--name', 'facade', '--service', 'main'], 'MODULE_EXISTS'],
    [['remove', 'facade', '--service', 'main'], 'BAD_ARGUMENT'],
    [['remove', 'main', '--service', 'main'], 'BAD_ARGUMENT'],
    [['remove', 'other', '--service', 'main'], 'MODULE_UNKNOWN'],
  ])('%j is refused', async (argv, code) => {
    const folder = project();
    expect(await json(folder, argv)).toMatchObject(failed(code));
    expect(folder.read('main/service.yaml')).toBe(SERVICE);
  });
});

describe('module build and pack', () => {
  it('builds one module when it has changed', async () => {
    const folder = project();
    const env = fakeRust(folder);
    await json(folder, ['new', 'store']);
    expect(await json(folder, ['build', 'src/modules/store'], env)).toMatchObject({
      built: true,
      exitCode: 0,
    });
    expect(await json(folder, ['build', 'src/modules/store'], env)).toMatchObject({
      built: false,
      exitCode: 0,
    });
  });

  it('packs what "get" downloads, with its CID', async () => {
    const folder = project();
    folder.write(
      'crate/Cargo.toml',
      '[package]\nname = "greeting-import"\nversion = "0.2.0"\n[dependencies]\nname = "x"\n',
    );
    const argv = ['pack', 'main', '-d', 'dist', '-b', 'crate'];
    const packed = await json(folder, argv);
    const archive = readFileSync(folder.at('dist/greeting.tar.gz'));
    const files = readTarGz(archive);
    expect([...files.keys()]).toEqual(['module.yaml', 'greeting.wasm']);
    const text = new TextDecoder().decode(files.get('module.yaml'));
    expect(text).toBe(
      `# about it\nversion: 0\nname: greeting\ncid: ${packed.cid}\nrustBindingCrate:\n  name: greeting-import\n  version: 0.2.0\n`,
    );
    await json(folder, argv);
    expect(readFileSync(folder.at('dist/greeting.tar.gz'))).toEqual(archive);

    const server = await httpServer(() => ({ body: archive }));
    folder.write(
      'far/service.yaml',
      `name: far\nmodules: { facade: { get: "${server.url}/greeting.tar.gz" } }\n`,
    );
    await runCli(folder.root, ['service', 'add', 'far']);
    expect(folder.read('.fluence/aqua/services.aqua')).toContain('service Far("far")');
  });

  it.each([
    [['pack', 'nowhere'], 'PROJECT_INVALID'],
    [['pack', 'main', '-b', 'main'], 'BAD_ARGUMENT'],
  ])('%j is refused', async (argv, code) => {
    expect(await json(project(), argv)).toMatchObject(failed(code));
  });
});
