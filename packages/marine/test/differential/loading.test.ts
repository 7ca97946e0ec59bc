import { messageOf } from '@noctiluca/common/thrown';
import { describe, expect, it } from 'vitest';
import { createService } from '../../src/service/service.js';
import { fixture } from '../utils/modules.js';
import { createOracle, type OracleModule } from '../utils/oracle.js';
import { linkedProbe, probe } from '../utils/probe.js';
import { marineModule } from '../utils/small-modules.js';
import { writeModule } from '../utils/wasm-writer.js';

async function both(modules: OracleModule[]): Promise<[ours: string, theirs: string]> {
  const theirs = await createOracle(modules).then(() => 'loaded', messageOf);
  try {
    createService({ serviceId: 'sid', modules });
    return ['loaded', theirs];
  } catch (error) {
    return [`engine error: ${messageOf(error)}`, theirs];
  }
}

const one = (wasm: Uint8Array<ArrayBuffer>): OracleModule[] => [{ config: { name: 'p' }, wasm }];

describe('versions', () => {
  it.each(['0.5.9', '0.6.0', '0.6.0-alpha', '0.6.1-rc.1', '0.6.0+build', '0.18.1', '1.0.0'])(
    'SDK %s: loaded or refused as upstream does',
    async (sdkVersion) => {
      const [ours, theirs] = await both(one(probe({ sdkVersion })));
      expect(ours).toBe(theirs);
    },
  );

  it.each(['x', '0.6', '00.6.0', '', '1.0.0-01'])('SDK text %j is corrupted for both', async (sdkVersion) => {
    for (const text of await both(one(probe({ sdkVersion }))))
      expect(text).toMatch(/^engine error: embedded to the Wasm file version is corrupted: '/);
  });

  it.each(['0.19.9', '0.20.0', '0.20.0-rc.1', '0.99.0', '1.0.0', '2.5.1'])(
    'interface types %s: loaded or refused as upstream does',
    async (itVersion) => {
      const [ours, theirs] = await both(one(probe({ itVersion })));
      expect(ours).toBe(theirs);
    },
  );
});

describe('sections', () => {
  const sections = (names: string[]) =>
    writeModule({
      memoryPages: 1,
      customSections: names.map((name) => ({
        name,
        bytes:
          name === 'interface-types'
            ? Uint8Array.of(5, 6, ...new TextEncoder().encode('0.27.0'))
            : new TextEncoder().encode('0.14.0'),
      })),
    });
  const [IT, SDK] = ['interface-types', '__fluence_sdk_version'];

  it.each([[[]], [[IT]], [[SDK]], [[SDK, SDK, IT]], [[SDK, IT, IT]], [[SDK, IT]]])(
    'with %j: same outcome as upstream',
    async (names) => {
      const [ours, theirs] = await both(one(sections(names as string[])));
      expect(ours).toBe(theirs);
    },
  );
});

describe('linking', () => {
  it('an importer before the module it imports is refused in the same words', async () => {
    const [ours, theirs] = await both([
      { config: { name: 'linked' }, wasm: linkedProbe() },
      { config: { name: 'probe' }, wasm: probe() },
    ]);
    expect(ours).toBe(theirs);
    expect(ours).toBe("engine error: module with name 'probe' isn't loaded into Marine");
  });

  it('a function that is missing is refused in the same words', async () => {
    const [ours, theirs] = await both([
      { config: { name: 'probe' }, wasm: fixture('effector') },
      { config: { name: 'linked' }, wasm: linkedProbe() },
    ]);
    expect(ours).toBe(theirs);
    expect(ours).toContain("module with name 'linked' doesn't have function with name echo_bool");
  });

  it('an interface without its core function is refused in the same words', async () => {
    const wasm = marineModule({ functions: [{ name: 'foo', arguments: [], body: [] }] });
    const at = Buffer.from(wasm).indexOf('foo');
    wasm[at] = 'g'.charCodeAt(0);
    const [ours, theirs] = await both(one(wasm));
    expect(ours).toBe(theirs);
    expect(ours).toBe('engine error: Wasm backend error: export not found: foo');
  });

  it('two modules of one name are refused', () => {
    const module = { config: { name: 'probe' }, wasm: probe() };
    expect(() => createService({ serviceId: 'sid', modules: [module, module] })).toThrow(
      /already loaded into Marine/,
    );
  });
});
