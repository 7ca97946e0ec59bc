import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveServiceConfig } from '../../src/config/resolve-service.js';
import { parseServiceToml } from '../../src/config/service-toml.js';
import { temporaryDirectory } from '../utils/wasi-world.js';

const FULL = `
modules_dir = "artifacts"
service_working_dir = "work"
total_memory_limit = "64 MiB"
some_new_key = 1

[[module]]
name = "curl"
file_name = "curl_adapter.wasm"
logger_enabled = false
logging_mask = -5
mem_pages_count = 100
max_heap_size = "10 MiB"

[module.wasi]
envs = { A = "1", B = "two" }
preopened_files = ["/tmp"]
mapped_dirs = { "/tmp" = "./tmp", "/data" = "/var/data" }

[module.mounted_binaries]
curl = "bin/curl"

[[module]]
name = "facade"
load_from = "facades"

[default]
logger_enabled = true
`;

describe('a service configuration', () => {
  it('is read with every field; unknown and removed keys are passed over', () => {
    expect(parseServiceToml(FULL)).toEqual({
      modulesDir: 'artifacts',
      serviceWorkingDir: 'work',
      totalMemoryLimitBytes: 64 * 1024 * 1024,
      modules: [
        {
          name: 'curl',
          fileName: 'curl_adapter.wasm',
          loggerEnabled: false,
          loggingMask: -5,
          wasi: { envs: { A: '1', B: 'two' }, mappedDirs: { '/tmp': './tmp', '/data': '/var/data' } },
          mountedBinaries: { curl: 'bin/curl' },
        },
        { name: 'facade', loadFrom: 'facades' },
      ],
      defaults: { loggerEnabled: true },
    });
  });

  it('is resolved to files and absolute paths', () => {
    const directory = temporaryDirectory();
    for (const name of ['artifacts', 'facades', 'bin']) mkdirSync(join(directory, name));
    writeFileSync(join(directory, 'bin/curl'), '');
    const resolved = resolveServiceConfig(parseServiceToml(FULL), directory);
    expect(resolved.modules.map(({ file }) => file)).toEqual([
      join(directory, 'artifacts/curl_adapter.wasm'),
      join(directory, 'facades/facade.wasm'),
    ]);
    expect(resolved.modules[0]!.config.mountedBinaries).toEqual({ curl: join(directory, 'bin/curl') });
    expect(resolved.modules[1]!.config).toMatchObject({
      name: 'facade',
      loggerEnabled: true,
      envs: {},
      mappedDirs: {},
    });
    expect(resolved.totalMemoryLimitBytes).toBe(67_108_864);
  });

  it.each([
    ['"Infinity"', undefined],
    ['"infinity"', undefined],
    ['1048576', 1_048_576],
    ['"10 MB"', 10_000_000],
    ['"1.5KiB"', 1536],
    ['"77"', 77],
  ])('total_memory_limit %s', (text, bytes) => {
    expect(parseServiceToml(`total_memory_limit = ${text}`).totalMemoryLimitBytes).toBe(bytes);
  });

  it.each([
    ['total_memory_limit = "much"', 'total_memory_limit'],
    ['total_memory_limit = -1', 'total_memory_limit'],
    ['[[module]]', 'name is missing'],
    ['[module]\nname = "a"', '[[module]]'],
    ['[[module]]\nname = "a"\n[module.wasi]\nenvs = []', 'wasi.envs must be a table'],
    ['[[module]]\nname = "a"\nlogging_mask = 4294967296', '32 bits'],
    ['[[module]]\nname = "a"\n[module.mounted_binaries]\nx = 1', 'mounted_binaries.x must be a string'],
    ['a = = 1', 'line 1, column'],
  ])('is refused with the place: %s', (toml, text) => {
    expect(() => parseServiceToml(toml)).toThrow(
      expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(text) }),
    );
  });

  it('is refused when files are not there', () => {
    const directory = temporaryDirectory();
    const resolve = (toml: string) => () => resolveServiceConfig(parseServiceToml(toml), directory);
    expect(resolve('[[module]]\nname = "a"')).toThrow('required to load module "a"');
    expect(resolve('modules_dir = "gone"')).toThrow('does not exist');
    expect(
      resolve('[[module]]\nname="a"\nload_from="x.wasm"\n[module.mounted_binaries]\nb = "gone"'),
    ).toThrow('gone');
  });

  it('that is any text gives a value or an error of its own', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `${FULL}${text}`),
        ),
        (text) => {
          try {
            parseServiceToml(text);
          } catch (error) {
            expect(error).toMatchObject({ code: 'CONFIG' });
          }
        },
      ),
    );
  });
});
