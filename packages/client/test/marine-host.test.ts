import { readFile } from 'node:fs/promises';
import { deserializeAvmResult, KeyPairFormat, serializeAvmArgs } from '@fluencelabs/avm';
import { createAvmPool } from '@noctiluca/avm';
import { createServiceRunner } from '@noctiluca/marine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoctilucaMarineHost } from '../src/marine-host.js';

const ME = '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz';
const PHRASEBOOK = new URL('../../../services/greeter/phrasebook/phrasebook.wasm', import.meta.url);
const NO_BYTES = new Uint8Array(0);

type CallResults = Parameters<typeof serializeAvmArgs>[4];

let host: NoctilucaMarineHost;
beforeEach(async () => {
  host = new NoctilucaMarineHost({ avm: createAvmPool({ threads: 1 }), runner: createServiceRunner() });
  await host.start();
});
afterEach(() => host.stop());

/** As js-client invokes AquaVM. */
async function invoke(script: string, prevData: Uint8Array, callResults: CallResults) {
  const parameters = {
    initPeerId: ME,
    currentPeerId: ME,
    timestamp: 1_700_000_000_000,
    ttl: 7000,
    keyFormat: KeyPairFormat.Ed25519,
    particleId: 'p',
    secretKeyBytes: new Uint8Array(32).fill(0x41),
  };
  const args = serializeAvmArgs(parameters, script, prevData, NO_BYTES, callResults);
  const { data, ...result } = deserializeAvmResult(await host.callService('avm', 'invoke', args));
  return { ...result, data: Uint8Array.from(data) };
}

describe('the Marine host of a client', () => {
  it('runs AquaVM for js-client: calls out, results in, on to the next peer', async () => {
    const script = `(seq (call "${ME}" ("op" "identity") ["hi"] x) (call "next" ("op" "noop") [x]))`;
    const asked = await invoke(script, NO_BYTES, []);
    expect(asked.retCode).toBe(0);
    expect(asked.nextPeerPks).toEqual([]);
    expect(asked.callRequests).toEqual([
      [
        expect.anything(),
        expect.objectContaining({ serviceId: 'op', functionName: 'identity', arguments: ['hi'] }),
      ],
    ]);
    const [[id]] = asked.callRequests as [[number, unknown]];
    const answered = await invoke(script, asked.data, [[id, { retCode: 0, result: '"hi"' }]]);
    expect(answered).toMatchObject({ retCode: 0, nextPeerPks: ['next'], callRequests: [] });
  });

  it('tells a script that is none', async () => {
    const { retCode, errorMessage } = await invoke('(seq', NO_BYTES, []);
    expect(retCode).toBe(1);
    expect(errorMessage).toContain("air can't be parsed");
  });

  it('runs Marine services of the client until they are removed', async () => {
    const bytes = await readFile(PHRASEBOOK);
    const wasm = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    await host.createService(wasm as ArrayBuffer, 'phrases');
    expect(await host.hasService('phrases')).toBe(true);
    expect(await host.callService('phrases', 'languages', [])).toContain('en');
    await host.removeService('phrases');
    expect(await host.hasService('phrases')).toBe(false);
    await expect(host.callService('phrases', 'languages', [])).rejects.toMatchObject({
      code: 'SERVICE_NOT_FOUND',
    });
  });

  it('starts one of two services that are made with the same id at the same time', async () => {
    const bytes = new Uint8Array(await readFile(PHRASEBOOK)).buffer;
    const [first, second] = await Promise.allSettled(
      [bytes, bytes].map((wasm) => host.createService(wasm, 'phrases')),
    );
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'SERVICE_EXISTS' } });
    expect(await host.callService('phrases', 'languages', [])).toContain('en');
  });

  it('forgets a service that does not start', async () => {
    await expect(host.createService(new ArrayBuffer(4), 'phrases')).rejects.toThrow();
    expect(await host.hasService('phrases')).toBe(false);
  });

  it('keeps AquaVM from being replaced by a service', async () => {
    const created = host.createService(new ArrayBuffer(0), 'avm');
    await expect(created).rejects.toMatchObject({ code: 'SERVICE_EXISTS' });
    expect(await host.hasService('avm')).toBe(false);
  });

  it.each([[[]], [['(null)', [], [], null, []]], [['(null)', 'x', [], {}, []]], [{}]])(
    'refuses an invocation of another js-client: %j',
    async (args) => {
      await expect(host.callService('avm', 'invoke', args)).rejects.toMatchObject({
        code: 'UNKNOWN_INVOCATION',
      });
    },
  );
});
