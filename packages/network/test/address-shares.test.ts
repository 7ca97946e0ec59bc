import { describe, expect, it } from 'vitest';
import type { ParticleSource } from '../src/network.js';
import { makeParticle, startNetwork } from './utils/networks.js';

const LOOPBACK = { prefix: '127.0.0.0/24', site: '127.0.0.0/24' };

describe.each([true, false])('the share of an address (fast path %s)', (fastPath) => {
  it('comes with its particles, and whoever takes them is asked for it', async () => {
    const asked: ParticleSource[] = [];
    const sharing = await startNetwork({
      fastPath,
      sharedAddresses: 'all',
      room: (source) => void asked.push(source),
    });
    const sender = await startNetwork({ fastPath });
    await sender.network.send(sharing.contact('tcp'), makeParticle());
    const [inbound] = await sharing.received.count(1);
    expect(inbound).toMatchObject({ from: sender.network.peerId, address: LOOPBACK });
    expect(asked).toContainEqual(expect.objectContaining({ from: sender.network.peerId, address: LOOPBACK }));
  });

  it('is none for an address of this machine, unless told otherwise', async () => {
    const [plain, sender] = [await startNetwork({ fastPath }), await startNetwork({ fastPath })];
    await sender.network.send(plain.contact('tcp'), makeParticle());
    expect((await plain.received.count(1))[0]!.address).toBeUndefined();
  });
});
