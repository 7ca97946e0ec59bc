import { createParticle, generateKeyPair } from '@noctiluca/particle';
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

describe('a call of a compiled function', () => {
  it('goes to the relay and comes back with its result', async () => {
    const { identity, relay } = await start();
    expect(await identity('hello').answer).toBe('hello');
    expect(relay.ran).toBe(1);
  });

  it('leaves nothing behind once it has its answer', async () => {
    const { identity, forgotten } = await start();
    const { answer, particle } = identity('x');
    await answer;
    await expect.poll(() => forgotten).toEqual([particle.id]);
  });

  it('gives the values of AquaVM as JavaScript has them', async () => {
    const { call } = await start();
    const value = { big: 2 ** 53 + 2, float: 1.5, whole: 1, list: [1, [2.5, null]], ключ: '🐺' };
    const script = answering(
      '(seq (call %init_peer_id% ("getDataSrv" "v") [] v) (call %init_peer_id% ("op" "identity") [v] r))',
      'r',
    );
    expect(await call(script, { v: value }).answer).toEqual(value);
  });

  it('has several results as a list and none as null', async () => {
    const { call } = await start();
    expect(await call(answering('(null)', '1 "two"')).answer).toEqual([1, 'two']);
    expect(await call(answering('(null)', '')).answer).toBeNull();
  });

  it('fails with what AquaVM says of its error, its particle id and the peer', async () => {
    const { call, keyPair } = await start();
    const { answer, particle } = call(answering('(call %init_peer_id% ("nobody" "here") [1])', ''));
    const error = await answer.catch((reason) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AquaError',
      code: 'AQUA',
      particleId: particle.id,
      peer_id: keyPair.peerId,
      error_code: 10000,
      instruction: 'call %init_peer_id% ("nobody" "here") [1] ',
      message: expect.stringContaining(
        "No service found for service call: serviceId='nobody', fnName='here' args='[\\n    1\\n]'",
      ),
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ error_code: 10000, message: error.message });
  });

  it('fails with the text that a script gives itself', async () => {
    const { call } = await start();
    const script = '(call %init_peer_id% ("errorHandlingSrv" "error") ["out of milk" 0])';
    await expect(call(script).answer).rejects.toBe('out of milk');
    const silent = '(call %init_peer_id% ("errorHandlingSrv" "error") [])';
    await expect(call(silent).answer).rejects.toMatch(/^Unknown error happened when executing aqua code/);
  });

  it('fails at once when AquaVM does not take its script', async () => {
    const { call } = await start();
    const { answer, particle } = call('(seq');
    await expect(answer).rejects.toMatchObject({
      name: 'InterpreterError',
      code: 'INTERPRETER',
      particleId: particle.id,
      message: expect.stringMatching(/^Script interpretation failed: air can't be parsed/),
    });
  });

  it('fails when its time is over, in the words of js-client', async () => {
    const { identity, relay } = await start();
    relay.answerTo = () => {};
    const { answer, particle } = identity('lost', 60);
    await expect(answer).rejects.toMatchObject({
      name: 'ExpirationError',
      code: 'EXPIRED',
      message: `Particle expired after ttl of 60ms (particle id: ${particle.id})`,
    });
  });

  it('without a result is done as soon as nothing is left to do here', async () => {
    const { call, relay, client } = await start();
    const script = answering(`(call "${client.relayPeerId}" ("op" "noop") [])`, '');
    expect(await call(script, {}, { fireAndForget: true }).answer).toBeNull();
    await expect.poll(() => relay.ran).toBe(1);
  });

  it('calls functions of its caller, which may take their time or fail', async () => {
    const { call } = await start();
    const script = answering('(call %init_peer_id% ("callbackSrv" "f") ["a"] r)', 'r');
    const later = async ({ args }: { args: unknown[] }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return `${args[0]}!`;
    };
    expect(await call(script, { f: later as never }).answer).toBe('a!');
    const failing = () => {
      throw new Error('not today');
    };
    await expect(call(script, { f: failing as never }).answer).rejects.toMatchObject({
      message: expect.stringContaining(
        'Service call failed. fnName=\\"f\\" serviceId=\\"callbackSrv\\" error: not today',
      ),
    });
  });

  it('makes the calls of a moment in the order of the script', async () => {
    const { call } = await start();
    const heard: unknown[] = [];
    const branch = (n: number) => `(call %init_peer_id% ("callbackSrv" "f") [${n}])`;
    const all = [1, 2, 3, 4, 5, 6].map(branch).reduceRight((rest, one) => `(par ${one} ${rest})`);
    const f = ({ args }: { args: unknown[] }) => {
      heard.push(args[0]);
      return null;
    };
    await call(answering(all, ''), { f: f as never }).answer;
    await expect.poll(() => heard).toHaveLength(6);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('goes on beside its answer where the script does', async () => {
    const { call, client, forgotten } = await start();
    const relay = client.relayPeerId;
    const script = answering(
      `(par (seq (call "${relay}" ("op" "identity") ["side"] s) (call %init_peer_id% ("callbackSrv" "f") [s])) (null))`,
      '"main"',
    );
    const heard = vi.fn();
    const { answer, particle } = call(script, {
      f: (({ args }: { args: unknown[] }) => heard(args[0])) as never,
    });
    expect(await answer).toBe('main');
    await expect.poll(() => heard).toHaveBeenCalledWith('side');
    expect(forgotten).not.toContain(particle.id);
  });

  it('ends with the client', async () => {
    const { identity, relay, client, wire } = await start();
    relay.answerTo = () => {};
    const { answer, particle } = identity('lost', 60_000);
    await expect.poll(() => relay.ran).toBe(1);
    await client.stop();
    await expect(answer).rejects.toMatchObject({ code: 'DISCONNECTED', particleId: particle.id });
    expect(wire.isStopped).toBe(true);
  });
});

describe('what a client is sent', () => {
  it('twice is answered once', async () => {
    const { identity, relay, wire } = await start();
    relay.answerTo = (deliver) => {
      deliver();
      deliver();
    };
    const { answer, answers } = identity('x');
    await answer;
    wire.deliver({ ...identity('y').particle, id: 'unknown' }, relay.address.peerId);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answers).toEqual(['x']);
  });

  it('damaged does not end a call that may still be answered, and is told of when it is not', async () => {
    const { identity, relay, wire } = await start();
    const { answer, particle } = identity('x', 200);
    let deliverLater = () => {};
    relay.answerTo = (deliver) => {
      deliverLater = deliver;
      wire.deliver({ ...particle, data: Uint8Array.of(1, 2, 3) }, relay.address.peerId);
    };
    await new Promise((resolve) => setTimeout(resolve, 50));
    deliverLater();
    expect(await answer).toBe('x');

    const other = identity('y', 100);
    relay.answerTo = () => wire.deliver({ ...other.particle, data: Uint8Array.of(9) }, relay.address.peerId);
    await expect(other.answer).rejects.toMatchObject({
      code: 'EXPIRED',
      message: expect.stringMatching(/expired after ttl of 100ms .*; what came back could not be used/),
    });
  });

  it('under the id of a call, but not as it was signed, is dropped', async () => {
    const { identity, relay, wire } = await start();
    const { answer, particle, answers } = identity('x', 150);
    relay.answerTo = () =>
      wire.deliver({ ...particle, script: answering('(null)', '"forged"') }, relay.address.peerId);
    await expect(answer).rejects.toMatchObject({ code: 'EXPIRED' });
    expect(answers).toHaveLength(1);
  });

  it('by another peer is served once it is known to be that peer’s', async () => {
    const { wire, relay, table, keyPair } = await start();
    const served: unknown[] = [];
    table.common('mine', 'f', ({ args, particleContext }) => {
      served.push([args, particleContext.initPeerId]);
      return { retCode: 0, result: 1 };
    });
    const author = generateKeyPair();
    const script = `(seq (call "${keyPair.peerId}" ("mine" "f") ["a"] r) (call "${author.peerId}" ("x" "y") [r]))`;
    const particle = createParticle({ script, ttl: 500, timestampMs: Date.now(), keyPair: author });
    const from = relay.address.peerId;
    wire.deliver({ ...particle, script: script.replace('"a"', '"b"') }, from);
    wire.deliver({ ...particle, timestamp: Date.now() - 1000 }, from);
    wire.deliver(particle, from);
    wire.deliver(particle, from);
    await expect.poll(() => served).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(served).toEqual([[['a'], author.peerId]]);
  });
});
