import type { Connection, MessageStream } from '@libp2p/interface';
import { describe, expect, it } from 'vitest';
import { muxerInit } from '../../../src/libp2p/muxer-init.js';
import { watchAcceptance } from '../../../src/libp2p/patches/acceptance.js';
import { muxerOf } from '../../../src/libp2p/patches/connection-muxer.js';
import { dialAfresh } from '../../../src/libp2p/patches/fresh-dials.js';
import { announceProtocolVersion } from '../../../src/libp2p/patches/identify-version.js';
import { type Internal, Internals } from '../../../src/libp2p/patches/internals.js';
import { laneFitsYamux } from '../../../src/libp2p/patches/lane-self-test.js';
import { listenAddressesOf } from '../../../src/libp2p/patches/listen-addresses.js';
import { decodeWithoutThrowing } from '../../../src/libp2p/patches/noise-length-decoder.js';
import { routingTableOf } from '../../../src/libp2p/patches/routing-table.js';
import type { Refusals } from '../../../src/peers/refusals.js';
import { startNetworks } from '../../utils/networks.js';

/** Internals that remember what was told of them. */
function watched() {
  const told: Internal[] = [];
  const logged: unknown[] = [];
  const internals = new Internals({
    log: { warn: (fields) => void logged.push(fields) },
    metrics: { missingInternals: { set: ({ internal }) => void told.push(internal) } },
  });
  return { internals, told, logged };
}

const refusals = { refused: () => {} } as unknown as Refusals;

describe('the libp2p that this package is pinned to', () => {
  it('has every part that a patch needs', async () => {
    const [a, b] = await startNetworks({}, {});
    await a!.network.connect(b!.contact('tcp'));
    for (const { network } of [a!, b!]) expect(network.describe?.().missingInternals).toEqual([]);
  });

  it('lets a lane stand in front of yamux', () => expect(laneFitsYamux(muxerInit)).toBe(true));
});

describe('a part of libp2p that is not where it was', () => {
  it.each<{ internal: Internal; patch: (internals: Internals) => unknown }>([
    { internal: 'open-connection', patch: (internals) => dialAfresh({}, internals) },
    {
      internal: 'accept-incoming',
      patch: (internals) =>
        watchAcceptance(
          { acceptIncomingConnection() {} },
          { connections: 1, pendingInbound: 1 },
          { refusals, internals },
        ),
    },
    { internal: 'identify-host', patch: (internals) => announceProtocolVersion({ host: {} }, internals) },
  ])('$internal is named, and its patch leaves libp2p alone', ({ internal, patch }) => {
    const { internals, told, logged } = watched();
    patch(internals);
    patch(internals);
    expect(told).toEqual([internal]);
    expect(logged).toEqual([{ internal }]);
    expect(internals.missing).toEqual([internal]);
  });

  it('is not found by whoever looks for it', () => {
    const nothing = {};
    expect(muxerOf(nothing as Connection)).toBeUndefined();
    expect(listenAddressesOf(nothing)).toBeUndefined();
    expect(routingTableOf(nothing as never)).toBeUndefined();
    expect(decodeWithoutThrowing({ decoder: {} } as unknown as MessageStream)).toBe(false);
  });
});
