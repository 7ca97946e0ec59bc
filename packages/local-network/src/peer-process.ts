import { createPeer, describePeer, type PeerSpec } from './peer-spec.js';
import type { PeerMessage } from './running-peer.js';

/** Entry of a process that runs one peer for `startPeerApart`; ends when told, when signalled, or when its parent is gone. */
let _stopping: Promise<void> | undefined;
let stopNode: (() => Promise<void>) | undefined;

const send = (message: PeerMessage) => process.send?.(message);

async function start(spec: PeerSpec): Promise<void> {
  const node = await createPeer(spec);
  stopNode = () => node.stop(AbortSignal.timeout(10_000));
  await node.start();
  send({ kind: 'ready', peer: describePeer(spec, node) });
}

function stop(): void {
  _stopping ??= (async () => {
    await stopNode?.();
    process.exit(0);
  })();
}

process.on('message', (message: PeerMessage) => {
  if (message.kind === 'stop') stop();
  if (message.kind !== 'start') return;
  start(message.spec).catch((error: unknown) => {
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    process.disconnect();
  });
});
process.once('disconnect', stop);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
