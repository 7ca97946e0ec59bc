import { messageOf } from '@noctiluca/common/thrown';
import type { SubnetWorker } from '@noctiluca/node';
import { NETWORK_ANSWER_MS } from '../constants.js';
import { type DealWorker, dealWorkerOf } from '../deals/deal-workers.js';
import { createPeer, describePeer, type PeerSpec } from './peer-spec.js';
import { isQuestionMessage, Questions } from './questions.js';
import type { PeerMessage } from './running-peer.js';

/** Entry of a process that runs one peer for `startPeerApart`; ends when told, when signalled, or when its parent is gone. */
let _stopping: Promise<void> | undefined;
let stopNode: (() => Promise<void>) | undefined;

const send = (message: PeerMessage) => process.send?.(message);

let workerOf: (dealId: string) => DealWorker | undefined = () => undefined;
const questions = new Questions<readonly SubnetWorker[], DealWorker | undefined>({
  answerMs: NETWORK_ANSWER_MS,
  send(message, failed) {
    if (process.connected) process.send?.(message, undefined, undefined, (error) => error && failed(error));
    else failed(new Error('the network is gone'));
  },
  answer: async (dealId) => workerOf(dealId),
});

async function start(spec: PeerSpec): Promise<void> {
  const subnets = { resolve: (dealId: string, signal?: AbortSignal) => questions.ask(dealId, signal) };
  const node = await createPeer(spec, { subnets });
  workerOf = (dealId) => dealWorkerOf(node, dealId);
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
  if (isQuestionMessage(message)) void questions.hear(message);
  if (message.kind === 'stop') stop();
  if (message.kind !== 'start') return;
  start(message.spec).catch((error: unknown) => {
    send({ kind: 'failed', message: messageOf(error) });
    process.exitCode = 1;
    process.disconnect();
  });
});
process.once('disconnect', stop);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
