import { beforeAll, describe, expect, it } from 'vitest';
import { loadReplayAvm, type ReplayAvm, ReplaySession, simulate, whatIf } from '../src/index.js';
import { client, greeting, provider, relay } from './utils/three-peers.js';

describe('what if', () => {
  let avm: ReplayAvm;

  beforeAll(async () => {
    avm = await loadReplayAvm();
  });

  const outcomeOf = ({ recording, named }: ReturnType<typeof whatIf>) =>
    new ReplaySession(recording, avm)
      .all()
      .flatMap(({ peer, step }) =>
        step.outcome.calls.map(
          ({ functionName, args }) => `${named(peer.peerId)} ${functionName} ${named(args)}`,
        ),
      );

  it('nothing is changed, the same calls are made', () => {
    const recording = greeting(avm);
    const run = whatIf(recording, [], avm);
    expect(run.altered).toBe(true);
    const before = recording.peers.flatMap(({ peerId, steps }) =>
      steps.flatMap(({ outcome }) =>
        outcome.calls.map(({ functionName, args }) => `${peerId} ${functionName} ${args}`),
      ),
    );
    expect(outcomeOf(run).toSorted()).toEqual(before.toSorted());
    expect(run.unanswered).toEqual([]);
  });

  it('a call answers otherwise, the script goes on from there, and says what nobody knows an answer to', () => {
    const run = whatIf(greeting(avm), [{ peerId: provider.peerId, callId: 1, result: '"go away"' }], avm);
    expect(outcomeOf(run)).toEqual([
      `${client.peerId} name []`,
      `${provider.peerId} greet ["you"]`,
      `${relay.peerId} odd ["go away","${provider.peerId}"]`,
    ]);
    expect(run.unanswered).toMatchObject([{ peerId: relay.peerId, call: { functionName: 'odd' } }]);
    expect(JSON.stringify(run.recording)).not.toContain(provider.peerId);
  });

  it('a call fails', () => {
    const change = { peerId: provider.peerId, callId: 1, retCode: 1, result: '"broken"' };
    const last = outcomeOf(whatIf(greeting(avm), [change], avm)).at(-1);
    expect(last).toContain(`${client.peerId} error`);
    expect(last).toContain('broken');
  });

  it('a client recorded nothing, its answers are in the data', () => {
    const run = whatIf(
      greeting(avm, [client.peerId]),
      [{ peerId: provider.peerId, callId: 1, result: '"x"' }],
      avm,
    );
    expect(outcomeOf(run)).toContain(`${provider.peerId} greet ["you"]`);
    expect(outcomeOf(run).at(-1)).toContain('odd');
  });

  it('refuses to change a call that was not made', () => {
    const change = { peerId: provider.peerId, callId: 7, result: '1' };
    expect(() => whatIf(greeting(avm), [change], avm)).toThrow(
      expect.objectContaining({ code: 'REPLAY_NO_SUCH_STEP' }),
    );
  });

  it('ends a script that does not', () => {
    const { recording } = { recording: greeting(avm) };
    const played = [client, relay, provider];
    const run = () =>
      simulate(recording.particle, played, () => ({ retCode: 0, result: '"you"' }), avm, { maxSteps: 2 });
    expect(run).toThrow(expect.objectContaining({ code: 'REPLAY_TOO_LONG' }));
  });
});
