import { type JsonValue, parseJson } from '@noctiluca/marine';
import { beforeEach, describe, expect, it } from 'vitest';
import { callOnce } from '../../src/client/caller.js';
import { type StartingAvm, startAvm } from '../../src/client/start-avm.js';

const ASK = '(call %init_peer_id% ("getDataSrv" "x") [] x)';
const IDENTITY = '(call %init_peer_id% ("op" "identity") [x] y)';
const RESPONSE = '(call %init_peer_id% ("callbackSrv" "response") [x])';
const ERROR = '(call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])';

let avm: StartingAvm;
beforeEach(() => {
  avm = startAvm();
});

const call = (script: string, values: Readonly<Record<string, JsonValue>> = {}, isVoid = false) =>
  callOnce({ script, values, ttlMs: 5000, isVoid }, avm, {
    relay: undefined,
    seed: new Uint8Array(32).fill(1),
    dialTimeoutMs: 5000,
    printParticleId: false,
  });

describe('a call that stays in its client', () => {
  it.each([
    '18446744073709551615',
    '-9007199254740993',
    '0.1',
    '"a"',
    'null',
    '[{"a":[9007199254740993],"b":{}}]',
  ])('hands %s to the script and back, to the digit', async (text) => {
    const x = parseJson(text);
    expect(await call(`(seq ${ASK} ${RESPONSE})`, { x })).toEqual([x]);
  });

  it('hands the right values to each name, also beside services of the client', async () => {
    const both =
      '(par (call %init_peer_id% ("getDataSrv" "b") [] b) (call %init_peer_id% ("getDataSrv" "a") [] a))';
    const script = `(seq (par ${both} (seq ${ASK} ${IDENTITY})) (seq (call %init_peer_id% ("op" "noop") [a b y]) (call %init_peer_id% ("callbackSrv" "response") [a b y])))`;
    const values = { a: 9007199254740993n, b: 9007199254740995n, x: 'x' };
    expect(await call(script, values)).toEqual([9007199254740993n, 9007199254740995n, 'x']);
  });

  it('that answers nothing is done when the script is', async () => {
    expect(await call(ASK, { x: 1 }, true)).toEqual([]);
  });

  it('tells the error of the script', async () => {
    const script = `(xor (call %init_peer_id% ("none" "such") [] x) ${ERROR})`;
    await expect(call(script)).rejects.toMatchObject({
      message: expect.stringContaining("serviceId='none'"),
    });
  });

  it('tells when AquaVM cannot start', async () => {
    avm = Promise.reject(new Error('no wasm'));
    avm.catch(() => {});
    await expect(call(RESPONSE)).rejects.toMatchObject({ message: expect.stringContaining('no wasm') });
  });
});
