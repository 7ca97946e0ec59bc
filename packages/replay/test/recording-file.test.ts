import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  loadReplayAvm,
  mergeRecordings,
  ReplayError,
  ReplaySession,
  readRecording,
  readRecordingFile,
  recordingFile,
} from '../src/index.js';
import { client, greeting, provider, relay } from './utils/three-peers.js';

describe('a file of a recording', () => {
  it('has all that a replay needs, and no key', async () => {
    const avm = await loadReplayAvm();
    const recording = greeting(avm);
    const entries = [{ kind: 'sent', seq: 1, atUs: 2, particleId: 'greeting', to: 'x', bytes: 1 } as const];
    const file = recordingFile('greeting', [{ peerId: relay.peerId, name: 'nox-0', entries }], recording);
    const text = JSON.stringify(file);
    const read = readRecordingFile(text);
    expect(read).toEqual(file);
    expect(new ReplaySession(read.recording!, avm).all().every(({ isEqual }) => isEqual)).toBe(true);
    for (const { seed } of [client, relay, provider]) {
      for (const encoding of ['base64', 'hex', 'base64url'] as const)
        expect(text).not.toContain(Buffer.from(seed).toString(encoding).replace(/=+$/, ''));
    }
  });

  it('is put together from what several peers recorded', async () => {
    const { particle, peers } = greeting(await loadReplayAvm());
    const parts = peers.map((peer) => ({ particle, peers: [peer] }));
    expect(mergeRecordings(parts)).toEqual({ particle, peers });
    expect(mergeRecordings([])).toBeUndefined();
  });

  it.each([
    ['no JSON', '{', 'no JSON'],
    ['another file', '{"format": "har"}', 'format'],
    ['a later version', '{"format": "noctiluca-recording", "version": 2}', 'version is 2'],
    ['without traces', '{"format": "noctiluca-recording", "version": 1, "particleId": "p"}', 'traces'],
  ])('is refused when it is %s', (_what, text, why) => {
    expect(() => readRecordingFile(text)).toThrow(
      expect.objectContaining({ code: 'REPLAY_NOT_A_RECORDING', message: expect.stringContaining(why) }),
    );
  });

  it('is refused with an error of its own, whatever is in it', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          readRecording(value);
        } catch (error) {
          expect(error).toBeInstanceOf(ReplayError);
        }
      }),
    );
  });

  it('is refused when data is no base64', async () => {
    const recording = greeting(await loadReplayAvm());
    const text = JSON.stringify(recordingFile('p', [], recording)).replace(/"data":"..../, '"data":"%%%%');
    expect(() => readRecordingFile(text)).toThrow(
      expect.objectContaining({ code: 'REPLAY_NOT_A_RECORDING' }),
    );
  });
});
