import { compileModule } from '@noctiluca/marine';
import { describe, expect, test } from 'vitest';
import { hostImports, mountedBinaries } from '../../../src/services/modules/effector-rules.js';
import { fixture } from '../../utils/test-host.js';

const imports = { logger: true, binaries: ['curl'] };
const module = { name: 'curl_adapter', cid: 'bafkrei1', imports };

describe('imports from the host', () => {
  test('a logging module asks for the logger and for no executable', async () => {
    const wasm = (await compileModule(await fixture('greeting'))).wasm;
    expect(hostImports(wasm)).toEqual({ logger: true, binaries: [] });
  });

  test('a plain module asks for nothing', async () => {
    const wasm = (await compileModule(await fixture('effector'))).wasm;
    expect(hostImports(wasm)).toEqual({ logger: false, binaries: [] });
  });
});

describe('executables of a module', () => {
  test('are the imported ones of those configured for its CID (spec/nox.md §9.2 no. 26)', () => {
    const allowed = { curl: '/usr/bin/curl', jq: '/usr/bin/jq' };
    expect(mountedBinaries({ effectors: { bafkrei1: allowed }, devModeBinaries: {} }, module)).toEqual({
      curl: '/usr/bin/curl',
    });
  });

  test('are those of dev mode when its CID is not configured', () => {
    expect(mountedBinaries({ devModeBinaries: { curl: '/bin/curl' } }, module)).toEqual({
      curl: '/bin/curl',
    });
  });

  test('are none for a module that imports none', () => {
    const rules = { devModeBinaries: { curl: '/bin/curl' } };
    expect(mountedBinaries(rules, { ...module, imports: { logger: true, binaries: [] } })).toEqual({});
  });

  test('are refused without a configuration', () => {
    expect(() => mountedBinaries({}, module)).toThrow(
      'Config error: requested module effector curl_adapter with CID bafkrei1 is forbidden on this host',
    );
    expect(() => mountedBinaries({ effectors: {} }, { ...module, cid: 'constructor' })).toThrow('forbidden');
  });

  test('are refused when the imported one is not among them', () => {
    expect(() => mountedBinaries({ effectors: { bafkrei1: { jq: '/usr/bin/jq' } } }, module)).toThrow(
      "Module curl_adapter with CID bafkrei1 requested a binary `curl` which isn't in the configured list of binaries",
    );
  });
});
