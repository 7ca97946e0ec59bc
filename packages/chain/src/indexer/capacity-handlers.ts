import { capacityEvents } from '../client/contracts.js';
import { toHex } from '../codec/hex.js';
import { type Handler, on } from './handler.js';
import type { World } from './world.js';

/** What is said of commitments. */
export const capacityHandlers: readonly Handler[] = [
  on(capacityEvents.CommitmentCreated, ({ commitments, peers }, { peerId, commitmentId }) => {
    const [id, peer] = [toHex(commitmentId), toHex(peerId)];
    commitments.set(id, { id, peer, status: 'WaitDelegation' });
    const of = peers.get(peer);
    if (of !== undefined) of.commitment = id;
  }),
  on(capacityEvents.CommitmentActivated, ({ commitments }, { commitmentId, startEpoch, endEpoch }) => {
    const commitment = commitments.get(toHex(commitmentId));
    if (commitment !== undefined) Object.assign(commitment, { status: 'Active', startEpoch, endEpoch });
  }),
  on(capacityEvents.CommitmentRemoved, (world, { commitmentId }) => end(world, commitmentId)),
  on(capacityEvents.CommitmentFinished, (world, { commitmentId }) => end(world, commitmentId)),
];

function end({ commitments, peers }: World, id: Uint8Array): void {
  const commitment = commitments.get(toHex(id));
  if (commitment === undefined) return;
  commitment.status = 'Removed';
  const peer = peers.get(commitment.peer);
  if (peer?.commitment === commitment.id) peer.commitment = undefined;
}
