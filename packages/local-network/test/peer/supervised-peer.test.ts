import { expect, it, vi } from 'vitest';
import type { PeerSpec } from '../../src/peer/peer-spec.js';
import type { PeerApart } from '../../src/peer/running-peer.js';
import { startSupervised } from '../../src/peer/supervised-peer.js';

const SPEC = { name: 'nox-0', ports: { tcp: 0, ws: 0, http: 0 } } as PeerSpec;
const PEER = {
  name: 'nox-0',
  multiaddrs: ['/ip4/127.0.0.1/tcp/7001/p2p/a', '/ip4/127.0.0.1/tcp/7002/ws/p2p/a'],
  http: 'http://127.0.0.1:7003',
} as PeerApart['peer'];

/** Peers that end when the test says, or do not start. */
function peers() {
  const specs: PeerSpec[] = [];
  const said: string[] = [];
  const end: ((by: string) => void)[] = [];
  let broken = 0;
  return {
    specs,
    said,
    end,
    fail(times: number) {
      broken = times;
    },
    components: {
      async start(spec: PeerSpec): Promise<PeerApart> {
        specs.push(spec);
        if (broken-- > 0) throw new Error('the port is taken');
        const { promise, resolve } = withResolvers();
        end.push(resolve);
        return {
          peer: PEER,
          pid: specs.length,
          ended: promise,
          workerOf: async () => undefined,
          stop: async () => resolve('0'),
        };
      },
      report: (sentence: string) => said.push(sentence),
    },
  };
}

function withResolvers() {
  let resolve: (by: string) => void = () => {};
  const promise = new Promise<string>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

it('a peer whose process ends is started again at its ports, and that is said', async () => {
  const world = peers();
  const peer = await startSupervised(SPEC, world.components);
  world.end[0]!('SIGKILL');
  await vi.waitFor(() => expect(peer.pid).toBe(2), 5000);
  expect(world.specs[1]?.ports).toEqual({ tcp: 7001, ws: 7002, http: 7003 });
  expect(world.said).toEqual([
    'Peer nox-0: its process ended (SIGKILL); it is started again in 500 ms',
    'Peer nox-0 is up again (process 2)',
  ]);
  await peer.stop();
  expect(world.specs).toHaveLength(2);
});

it('one that does not come up is tried again after longer and longer pauses', async () => {
  const world = peers();
  const peer = await startSupervised(SPEC, world.components);
  world.fail(1);
  world.end[0]!('1');
  await vi.waitFor(() => expect(peer.pid).toBe(3), 5000);
  expect(world.said[1]).toBe('Peer nox-0: the port is taken; it is started again in 1000 ms');
  await peer.stop();
});

it('one that is told to end is not, nor one that was about to be', async () => {
  const world = peers();
  const peer = await startSupervised(SPEC, world.components);
  world.end[0]!('1');
  await expect.poll(() => world.said).toHaveLength(1);
  await peer.stop();
  expect(world.specs).toHaveLength(1);
});
