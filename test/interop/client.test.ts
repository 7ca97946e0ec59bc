import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  type ClientPeer,
  callAquaFunction,
  connect,
  createClient,
  Fluence,
  fromBase64Sk,
  registerService,
} from '@noctiluca/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { repository } from '../utils/command.js';
import { makeNetwork, type TestNetwork, tcpOf, webSocketOf } from '../utils/network.js';
import { addOn, echoOnRelay, registerCalculator } from './generated/client/interop.js';

const run = promisify(execFile);

let network: TestNetwork;
const clients: ClientPeer[] = [];

beforeAll(async () => {
  network = await makeNetwork(2);
});
afterAll(() => network.stop());
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
});

const relay = () => webSocketOf(network.peers[0]!);
async function connected(...given: Partial<Parameters<typeof createClient>>): Promise<ClientPeer> {
  const [address = relay(), config, runtime] = given;
  const client = await createClient(address, config, runtime);
  clients.push(client);
  return client;
}

/** A script that takes its time on the relay. */
const WAIT = (ms: number) => `
(xor
 (seq (seq (call %init_peer_id% ("getDataSrv" "-relay-") [] relay)
           (call relay ("peer" "timeout") [${ms} "done"] r))
      (call %init_peer_id% ("callbackSrv" "response") [r]))
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0]))`;
const wait = (peer: ClientPeer, ms: number, config = {}) =>
  callAquaFunction({ peer, script: WAIT(ms), config, args: {}, fireAndForget: false });

describe('a client', () => {
  it('reaches its relay by tcp as well', async () => {
    const client = await connected(tcpOf(network.peers[0]!));
    expect(await echoOnRelay(client, 'by tcp')).toBe('by tcp');
  });

  it('runs AquaVM on a thread when it is asked to', async () => {
    const client = await connected(relay(), {}, { avm: {} });
    expect(await echoOnRelay(client, 'on a thread')).toBe('on a thread');
    await client.disconnect();
    await client.connect();
    expect(await echoOnRelay(client, 'on another')).toBe('on another');
  });

  it('connects again after it was disconnected, with what was registered', async () => {
    const [client, other] = [await connected(), await connected()];
    registerCalculator(client, { add: (a, b) => a + b });
    await client.connect();
    await client.disconnect();
    await client.disconnect();
    await expect(echoOnRelay(client, 'x')).rejects.toThrow('peer is not initialized');
    const states: string[] = [];
    expect(client.onConnectionStateChange((state) => states.push(state))).toBe('disconnected');
    await client.connect();
    expect(states).toEqual(['connecting', 'connected']);
    expect(await addOn(other, client.getPeerId(), client.getRelayPeerId(), 1, 2)).toBe(3);
  });

  it('does what the last of connect and disconnect says', async () => {
    const client = await connected();
    await client.disconnect();
    const connecting = client.connect();
    await client.disconnect();
    await connecting.catch(() => {});
    expect(client.connectionState).toBe('disconnected');
    await client.connect();
    expect(await echoOnRelay(client, 'x')).toBe('x');
  });

  it('closes when its calls have their answers', async () => {
    const client = await connected();
    const answer = wait(client, 300);
    await client.close();
    expect(await answer).toBe('done');
    expect(client.connectionState).toBe('disconnected');
  });

  it('ends what is under way when it is disconnected', async () => {
    const client = await connected();
    const answer = wait(client, 3000);
    answer.catch(() => {});
    await client.disconnect();
    await expect(answer).rejects.toMatchObject({ code: 'DISCONNECTED' });
  });

  it('lets a call be given up', async () => {
    const client = await connected();
    const controller = new AbortController();
    const answer = wait(client, 3000, { signal: controller.signal });
    answer.catch(() => {});
    controller.abort(new Error('changed my mind'));
    await expect(answer).rejects.toMatchObject({
      code: 'ABORTED',
      cause: expect.objectContaining({ message: 'changed my mind' }),
    });
    await expect(wait(client, 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('takes a time for each call', async () => {
    const client = await connected(relay(), { defaultTtlMs: 60_000 });
    await expect(echoOnRelay(client, 'x', { ttl: 5000 })).resolves.toBe('x');
    await expect(wait(client, 5000, { ttl: 100 })).rejects.toThrow(/Particle expired after ttl of 100ms/);
  });

  it('serves an object, an instance with what it inherits, and a service of another id', async () => {
    class Base {
      calls = 0;
      add(a: number, b: number): number {
        this.calls += 1;
        return a + b;
      }
    }
    class Derived extends Base {}
    const [server, caller] = [await connected(), await connected()];
    const instance = new Derived();
    registerCalculator(server, instance);
    const sum = () => addOn(caller, server.getPeerId(), server.getRelayPeerId(), 20, 22);
    expect(await sum()).toBe(42);
    expect(instance.calls).toBe(1);
    registerCalculator(server, 'calculator', { add: async () => 7 });
    expect(await sum()).toBe(7);
    expect(() => registerCalculator(server, {} as never)).toThrow(
      /Service function add listed in Aqua schema/,
    );
    registerService({ peer: server, serviceId: 'calculator', service: { add: () => 8 } });
    expect(await sum()).toBe(8);
  });

  it('signs with its key only what it may', async () => {
    const seed = 'iRGsI8mFB6Nu3g8UjYAHxBPVcfC/80W+nmUuuX9Iz20=';
    const client = await connected(relay(), {
      keyPair: { type: 'Ed25519', source: (await fromBase64Sk(seed)).toEd25519PrivateKey() },
    });
    const sign = `
    (seq (call %init_peer_id% ("getDataSrv" "data") [] data)
         (seq (call %init_peer_id% ("sig" "sign") [data] s)
              (call %init_peer_id% ("callbackSrv" "response") [s])))`;
    const signed = () =>
      callAquaFunction({ peer: client, script: sign, args: { data: [1, 2] }, fireAndForget: false });
    expect(await signed()).toEqual({
      success: false,
      error: ['Security guard validation failed'],
      signature: [],
    });
    const { sig } = client.internals.getServices();
    sig.securityGuard = () => true;
    const { signature } = (await signed()) as { signature: [number[]] };
    const context = undefined as never;
    expect(await sig.verify({ args: [signature[0], [1, 2]], context } as never)).toBe(true);
  });

  it('runs Marine services of its own, and again after it was disconnected', async () => {
    const client = await connected();
    const wasm = await readFile(path.join(repository, 'services/greeter/phrasebook/phrasebook.wasm'));
    await client.registerMarineService(wasm, 'phrases');
    await expect(client.registerMarineService(wasm, 'phrases')).rejects.toThrow(
      "Service with 'phrases' id already exists",
    );
    const languages = () =>
      callAquaFunction({
        peer: client,
        script: `(xor (seq (call %init_peer_id% ("phrases" "languages") [] l) (call %init_peer_id% ("callbackSrv" "response") [l]))
          (call %init_peer_id% ("errorHandlingSrv" "error") [:error:]))`,
        args: {},
        fireAndForget: false,
      });
    expect(await languages()).toContain('en');
    await client.disconnect();
    await client.connect();
    expect(await languages()).toContain('en');
    await client.removeMarineService('phrases');
    await expect(languages()).rejects.toMatchObject({ message: expect.stringContaining('No service found') });
    await expect(client.registerMarineService(new Uint8Array(4), 'broken')).rejects.toThrow();
    await client.registerMarineService(wasm, 'broken');
  });

  it('goes on with another relay when its own is gone', async () => {
    const [first, second] = await Promise.all([makeNetwork(1), makeNetwork(1)]);
    try {
      const client = await connected([webSocketOf(first.peers[0]!), webSocketOf(second.peers[0]!)]);
      expect(client.getRelayPeerId()).toBe(first.peers[0]!.peerId);
      await first.stop();
      await vi.waitFor(() => expect(client.getRelayPeerId()).toBe(second.peers[0]!.peerId), 20_000);
      expect(await echoOnRelay(client, 'elsewhere')).toBe('elsewhere');
    } finally {
      await second.stop();
    }
  });

  it('is that of generated functions when they are given none', async () => {
    await expect(echoOnRelay('nobody')).rejects.toThrow('Did you forget to call Fluence.connect()?');
    expect(Fluence.onConnectionStateChange(() => {})).toBe('disconnected');
    expect(() => Fluence.getClient()).toThrow('Fluence client is not initialized');
    await connect(relay());
    try {
      expect(await echoOnRelay('by default')).toBe('by default');
      registerCalculator({ add: (a, b) => a - b });
      const { getPeerId, getRelayPeerId } = Fluence.getClient();
      expect([getPeerId, getRelayPeerId]).toHaveLength(2);
      expect(await addOn(Fluence.getClient().getPeerId(), Fluence.getClient().getRelayPeerId(), 5, 3)).toBe(
        2,
      );
    } finally {
      await Fluence.disconnect();
    }
    expect(Fluence.defaultClient).toBeUndefined();
  });

  it.each([
    ['no peer id', '/ip4/127.0.0.1/tcp/1/ws', {}, 'Specified multiaddr is invalid or missing peer id'],
    ['no address', { peerId: 'x' }, {}, 'Invalid relay'],
    ['a ttl that is no number', undefined, { defaultTtlMs: '7000' }, 'Invalid defaultTtlMs'],
    [
      'a key of another kind',
      undefined,
      { keyPair: { type: 'RSA', source: 'random' } },
      'Invalid keyPair.type',
    ],
  ])('is not made of %s', async (_, address, config, message) => {
    await expect(createClient((address ?? relay()) as string, config as never)).rejects.toThrow(message);
  });
});

it('thousands of calls leave no listener, no timer and no memory behind', async () => {
  const source = `
    import { createClient } from '@noctiluca/client';
    import { echoOnRelay } from './test/interop/generated/client-js/interop.js';
    const client = await createClient(process.argv[1], { defaultTtlMs: 60_000 });
    const many = async (count) => {
      let left = count;
      await Promise.all(Array.from({ length: 64 }, async () => { while (left-- > 0) await echoOnRelay(client, 'x'); }));
    };
    const used = () => { for (let i = 0; i < 3; i++) gc(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external; };
    await many(500);
    const [before, resources] = [used(), process.getActiveResourcesInfo().length];
    await many(5000);
    console.log(JSON.stringify({ grown: used() - before, resources: process.getActiveResourcesInfo().length - resources }));
    await client.disconnect();`;
  const { stdout, stderr } = await run(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', source, relay()],
    { cwd: repository },
  );
  expect(stderr).toBe('');
  const { grown, resources } = JSON.parse(stdout);
  expect(grown).toBeLessThan(3_000_000);
  // A timer or two is always under way; one for each call would be thousands.
  expect(resources).toBeLessThan(10);
});
