import { afterEach, describe, expect, it, vi } from 'vitest';
import { runClient } from '../utils/client-double.js';
import { answering } from '../utils/scripts.js';

type Running = Awaited<ReturnType<typeof runClient>>;

let running: Running;
const start = async (relays?: number): Promise<Running> => {
  running = await runClient(relays);
  await running.client.start();
  return running;
};
afterEach(() => running.client.stop());

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

describe('a client whose relay is lost', () => {
  it('is connected again by itself, and tells', async () => {
    const { wire, relay, states, identity } = await start();
    expect(states).toEqual(['connecting', 'connected']);
    relay.isUp = false;
    wire.cut(relay.address.peerId);
    await until(() => expect(wire.dialled.length).toBeGreaterThan(2));
    relay.isUp = true;
    await until(() => expect(states.at(-1)).toBe('connected'));
    expect(states.slice(2, 5)).toEqual(['disconnected', 'connecting', 'disconnected']);
    expect(await identity('again').answer).toBe('again');
  });

  it('waits longer from one attempt to the next', async () => {
    const { wire, relay } = await start();
    relay.isUp = false;
    const dialledAt: number[] = [];
    const dial = wire.dial.bind(wire);
    wire.dial = (...args) => {
      dialledAt.push(performance.now());
      return dial(...args);
    };
    wire.cut(relay.address.peerId);
    await until(() => expect(dialledAt).toHaveLength(5));
    const pauses = dialledAt.slice(1).map((at, i) => at - dialledAt[i]!);
    expect(pauses[0]).toBeGreaterThan(45);
    expect(pauses[3]).toBeGreaterThan(pauses[0]! * 2);
  });

  it('delivers what was called meanwhile, when it is back', async () => {
    const { wire, relay, identity } = await start();
    relay.isUp = false;
    wire.cut(relay.address.peerId);
    const { answer, answers } = identity('patient', 10_000);
    await until(() => expect(wire.dialled.length).toBeGreaterThan(2));
    relay.isUp = true;
    expect(await answer).toBe('patient');
    expect(answers).toEqual(['patient']);
    expect(relay.served).toBe(1);
  });

  it('fails a call that it could not deliver in its time, and says why', async () => {
    const { wire, relay, identity } = await start();
    relay.isUp = false;
    wire.cut(relay.address.peerId);
    const { answer, particle } = identity('hopeless', 80);
    await expect(answer).rejects.toMatchObject({
      name: 'SendError',
      code: 'NOT_SENT',
      particleId: particle.id,
      message: `Could not send particle: (particle id: ${particle.id}, message: Particle expired after ttl of 80ms (particle id: ${particle.id}); the relay ${relay.address.peerId} is not connected)`,
    });
  });

  it('sends again what a relay may have lost, and takes one answer', async () => {
    const { wire, relay, identity } = await start();
    relay.answerTo = () => {};
    const { answer, answers } = identity('lost on its way back', 10_000);
    await until(() => expect(relay.ran).toBe(1));
    relay.answerTo = (deliver) => deliver();
    // A relay that was started again knows nothing of it.
    relay.forget();
    wire.cut(relay.address.peerId);
    expect(await answer).toBe('lost on its way back');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answers).toHaveLength(1);
  });

  it('does not run again what a relay knows already', async () => {
    const { wire, relay, identity } = await start();
    relay.answerTo = () => {};
    const { answer } = identity('x', 400);
    await until(() => expect(relay.ran).toBe(1));
    wire.cut(relay.address.peerId);
    await until(() => expect(relay.ran).toBe(2));
    expect(relay.served).toBe(1);
    await expect(answer).rejects.toMatchObject({ code: 'EXPIRED' });
  });

  it('does not send again what nobody waits for', async () => {
    const { wire, relay, client, call } = await start();
    const script = answering(`(call "${client.relayPeerId}" ("op" "noop") [])`, '');
    await call(script, {}, { fireAndForget: true }).answer;
    await until(() => expect(relay.ran).toBe(1));
    wire.cut(relay.address.peerId);
    await until(() => expect(wire.isConnected(relay.address.peerId)).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(relay.ran).toBe(1);
  });

  it('sends again at once what timed out over a connection that stands', async () => {
    const { wire, relay, identity } = await start();
    wire.sendResults.push({ status: 'timed-out', afterMs: 20_000, detail: 'no answer within 20000 ms' });
    expect(await identity('x').answer).toBe('x');
    expect(relay.ran).toBe(1);
    expect(wire.dialled).toHaveLength(1);
  });

  it('gives up a connection over which nothing is answered', async () => {
    const { wire, identity } = await start();
    wire.sendResults.push({ status: 'timed-out', afterMs: 20_000, detail: 'no answer within 20000 ms' });
    wire.pings = 'lost';
    const { answer } = identity('x');
    await until(() => expect(wire.dialled.length).toBe(2));
    expect(await answer).toBe('x');
  });

  it('fails a call at once that no relay will ever take', async () => {
    const { wire, identity } = await start();
    wire.sendResults.push({
      status: 'protocol-error',
      detail: 'the particle takes 200 bytes, the limit is 100',
    });
    const { answer, particle } = identity('x', 60_000);
    await expect(answer).rejects.toMatchObject({
      code: 'NOT_SENT',
      message: `Could not send particle: (particle id: ${particle.id}, message: the particle takes 200 bytes, the limit is 100)`,
    });
  });

  it('is not connected any more after it was stopped', async () => {
    const { wire, relay, client } = await start();
    relay.isUp = false;
    wire.cut(relay.address.peerId);
    await client.stop();
    const dialled = wire.dialled.length;
    relay.isUp = true;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(wire.dialled.length).toBe(dialled);
  });
});

describe('a client of several relays', () => {
  it('begins with the first that answers', async () => {
    running = await runClient(3);
    running.relays[0]!.isUp = false;
    await running.client.start();
    expect(running.client.relayPeerId).toBe(running.relays[1]!.address.peerId);
    expect(await running.identity('x').answer).toBe('x');
    expect(running.relays.map(({ ran }) => ran)).toEqual([0, 1, 0]);
  });

  it('fails with the reason of the first when none answers', async () => {
    running = await runClient(2);
    for (const relay of running.relays) relay.isUp = false;
    await expect(running.client.start()).rejects.toThrow(running.relays[0]!.address.multiaddr);
    expect(running.states).toEqual(['connecting', 'disconnected']);
  });

  it('goes on with another when one is lost', async () => {
    const { wire, relays, client, states, identity } = await start(2);
    relays[0]!.isUp = false;
    wire.cut(relays[0]!.address.peerId);
    await until(() => expect(states.at(-1)).toBe('connected'));
    expect(client.relayPeerId).toBe(relays[1]!.address.peerId);
    expect(await identity('x').answer).toBe('x');
    expect(relays.map(({ ran }) => ran)).toEqual([0, 1]);
  });

  it('still gets the answers of the one that it left, when that is back', async () => {
    const { wire, relays, states, identity } = await start(2);
    relays[0]!.answerTo = () => {};
    const { answer, answers } = identity('of the first', 10_000);
    await until(() => expect(relays[0]!.ran).toBe(1));
    relays[0]!.isUp = false;
    wire.cut(relays[0]!.address.peerId);
    await until(() => expect(states.at(-1)).toBe('connected'));
    relays[0]!.forget();
    relays[0]!.answerTo = (deliver) => deliver();
    relays[0]!.isUp = true;
    expect(await answer).toBe('of the first');
    expect(answers).toHaveLength(1);
  });

  it('does not look for one that it left when nothing is awaited from it', async () => {
    const { wire, relays, states, identity } = await start(2);
    await identity('x').answer;
    relays[0]!.isUp = false;
    wire.cut(relays[0]!.address.peerId);
    await until(() => expect(states.at(-1)).toBe('connected'));
    const dialled = wire.dialled.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(wire.dialled.length).toBe(dialled);
  });
});

describe('a client on a machine that slept', () => {
  afterEach(() => vi.useRealTimers());

  it('finds out which connections are left, and ends the calls whose time is over', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    const { wire, relay, identity } = await start();
    relay.answerTo = () => {};
    const { answer } = identity('x', 20_000);
    await until(() => expect(relay.ran).toBe(1));
    wire.pings = 'lost';
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(2000);
    await expect(answer).rejects.toMatchObject({ code: 'EXPIRED' });
    await until(() => expect(wire.dialled).toHaveLength(2));
  });
});

it('hundreds of cuts lose no call and answer none twice', async () => {
  const { wire, relay, identity } = await start();
  // A bounded number at a time: what is awaited is sent again after each cut.
  const lanes = Array.from({ length: 4 }, async (_, lane) => {
    const taken: unknown[][] = [];
    for (let i = 0; i < 75; i += 1) {
      const { answer, answers } = identity(`call ${lane}.${i}`, 60_000);
      if (Math.random() < 0.5) {
        wire.cut(relay.address.peerId);
        relay.forget();
      }
      await answer;
      taken.push(answers);
    }
    return taken;
  });
  const all = (await Promise.all(lanes)).flat();
  expect(all.every((answers) => answers.length === 1)).toBe(true);
  expect(new Set(all.flat()).size).toBe(300);
});
