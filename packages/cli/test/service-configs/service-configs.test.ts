import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseServiceToml } from '@noctiluca/marine';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

const GREETER = fileURLToPath(new URL('../../../../services/greeter', import.meta.url));
const FILE = '.fluence/service-configs/hello_Config.toml';

function project(entry = '', service = 'hello'): TempFolder {
  const yaml = `version: 8\naquaDependencies: {}\nservices:\n  ${service}:\n    get: greeter\n${entry}`;
  const folder = tempFolder({ 'fluence.yaml': yaml });
  cpSync(GREETER, folder.at('greeter'), { recursive: true });
  return folder;
}

const configOf = (folder: TempFolder) => parseServiceToml(folder.read(FILE));

describe("a service's Config.toml", () => {
  it("is written by build, with upstream's folders and memory, for mrepl", async () => {
    const folder = project();
    expect(await runCli(folder.root, ['build'])).toMatchObject({ exitCode: 0 });
    const { totalMemoryLimitBytes, modules } = configOf(folder);
    expect(totalMemoryLimitBytes).toBe(2_000_000_000);
    expect(modules.map(({ name, loadFrom }) => [name, loadFrom])).toEqual([
      ['phrasebook', folder.at('greeter/phrasebook/phrasebook.wasm')],
      ['greeter', folder.at('greeter/greeter.wasm')],
    ]);
    const volumes = folder.at('.fluence/tmp/volumes');
    expect(modules[1]!.wasi?.mappedDirs).toEqual({
      '/tmp': `${volumes}/services/hello/service/tmp`,
      '/storage': `${volumes}/services/hello/service/storage`,
      '/tmp/module': `${volumes}/services/hello/modules/greeter/tmp/module`,
      '/storage/module': `${volumes}/services/hello/modules/greeter/storage/module`,
      '/tmp/vault': `${volumes}/particles`,
    });
  });

  it('says what fluence.yaml and module.yaml say', async () => {
    const folder = project(
      '    totalMemoryLimit: 64 MiB\n    overrideModules: { facade: { effects: { binaries: { curl: /usr/bin/curl } }, repl: { loggingMask: 3, loggerEnabled: false } } }\n',
    );
    folder.write(
      'greeter/module.yaml',
      `${folder.read('greeter/module.yaml')}envs: { A: "1" }\nvolumes: { data: some/data }\n`,
    );
    await runCli(folder.root, ['service', 'repl', 'hello'], {}, 'quit\n');
    const { totalMemoryLimitBytes, modules } = configOf(folder);
    expect(totalMemoryLimitBytes).toBe(64 * 1024 * 1024);
    expect(modules[1]).toMatchObject({
      ...{ loggerEnabled: false, loggingMask: 3, mountedBinaries: { curl: '/usr/bin/curl' } },
      wasi: { envs: { A: '1' }, mappedDirs: { data: folder.at('some/data') } },
    });
  });

  it('is not written of settings that are wrong, which nothing else of build needs', async () => {
    const folder = project();
    folder.write('greeter/module.yaml', `${folder.read('greeter/module.yaml')}envs: [A]\n`);
    const { stderr, exitCode } = await runCli(folder.root, ['build']);
    expect(stderr).toContain('Warning: hello_Config.toml is not written: The settings of the module');
    expect(exitCode).toBe(0);
    expect(existsSync(folder.at(FILE))).toBe(false);
  });

  it('is not written for names that upstream takes for none', async () => {
    const folder = project('', 'hello-you');
    const outcome = await runCli(folder.root, ['service', 'repl', 'hello-you'], {}, 'quit\n');
    expect(outcome.exitCode).toBe(0);
    expect(existsSync(folder.at('.fluence/service-configs'))).toBe(false);
  });
});
