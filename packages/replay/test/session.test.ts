import { beforeAll, describe, expect, it } from 'vitest';
import { loadReplayAvm, type ReplayAvm, ReplaySession } from '../src/index.js';
import { client, greeting, provider, relay } from './utils/three-peers.js';

describe('a replay', () => {
  let avm: ReplayAvm;

  beforeAll(async () => {
    avm = await loadReplayAvm();
  });

  it('shows what each step executed anew, and the values it learned', () => {
    const session = new ReplaySession(greeting(avm), avm);
    const steps = session.all();
    expect(steps.every(({ isEqual }) => isEqual)).toBe(true);
    const shown = steps.map(({ peer, news, learned }) => ({
      who: peer.peerId,
      calls: news.flatMap((index) => {
        const { kind, head } = session.instructions[index]!;
        return kind === 'call' ? [/\("\w+" "(\w+)"\)/.exec(head)![1]] : [];
      }),
      learned: learned.map(({ functionName, value }) => `${functionName} = ${value}`),
    }));
    expect(shown).toEqual([
      { who: client.peerId, calls: ['name'], learned: [] },
      { who: client.peerId, calls: ['greet'], learned: ['name = "you"'] },
      { who: provider.peerId, calls: ['name', 'greet'], learned: ['name = "you"'] },
      { who: provider.peerId, calls: ['identity'], learned: ['greet = "hello you"'] },
      {
        who: relay.peerId,
        calls: ['name', 'greet', 'identity'],
        learned: expect.arrayContaining(['name = "you"', 'greet = "hello you"']),
      },
      { who: relay.peerId, calls: [], learned: ['identity = "as ever"'] },
    ]);
    const around = session.instructions.filter(({ kind }) => kind === 'xor');
    expect(steps[0]?.news).toContain(around[0]?.index);
  });

  it('goes forward and back, and stops at calls', () => {
    const session = new ReplaySession(greeting(avm), avm);
    expect(session.size).toBe(6);
    expect(session.back()).toBeUndefined();
    expect(session.forward()?.peer.peerId).toBe(client.peerId);
    expect(session.forward()?.step.seq).toBe(2);
    expect(session.back()?.step.seq).toBe(1);
    const remove = session.breakAt({ functionName: 'greet' });
    session.breakAt({ serviceId: 'op', peerId: relay.peerId });
    expect(session.resume()?.peer.peerId).toBe(provider.peerId);
    expect(session.resume()?.peer.peerId).toBe(relay.peerId);
    expect(session.resume()).toBeUndefined();
    expect(session.position).toBe(6);
    expect(session.back()?.step.seq).toBe(6);
    remove();
    session.goTo(0);
    expect(session.resume()?.peer.peerId).toBe(relay.peerId);
    expect(() => session.goTo(6)).toThrow(expect.objectContaining({ code: 'REPLAY_NO_SUCH_STEP' }));
  });

  it('sees that data is not what the script makes', () => {
    const recording = greeting(avm);
    const [first, ...others] = recording.peers;
    const [step, ...steps] = first!.steps;
    const wrong = { ...step!, outcome: { ...step!.outcome, retCode: 10_000 } };
    const session = new ReplaySession(
      { ...recording, peers: [{ ...first!, steps: [wrong, ...steps] }, ...others] },
      avm,
    );
    expect(session.all().map(({ isEqual }) => isEqual)).toEqual([false, true, true, true, true, true]);
  });

  it('says so when data cannot be read', () => {
    const recording = greeting(avm);
    const [first] = recording.peers;
    const [step] = first!.steps;
    const broken = { ...step!, outcome: { ...step!.outcome, data: btoa('nonsense') } };
    const session = new ReplaySession({ ...recording, peers: [{ ...first!, steps: [broken] }] }, avm);
    expect(() => session.all()).toThrow(expect.objectContaining({ code: 'REPLAY_BAD_DATA' }));
  });
});
