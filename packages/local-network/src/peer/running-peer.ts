import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import type { NodeOptions, Subnets, SubnetWorker } from '@noctiluca/node';
import { PEER_ANSWER_MS } from '../constants.js';
import { type DealWorker, dealWorkerOf } from '../deals/deal-workers.js';
import { LocalNetworkError } from '../errors.js';
import type { LocalPeer } from '../state/local-state.js';
import { createPeer, describePeer, type PeerSpec } from './peer-spec.js';
import { isQuestionMessage, type QuestionMessage, Questions } from './questions.js';

/** A peer that is up, in this process or in one of its own. */
export interface RunningPeer {
  readonly peer: LocalPeer;
  /** Process it runs in. */
  readonly pid: number;
  /** The worker it has for a deal. @throws LocalNetworkError `NO_ANSWER` */
  workerOf(dealId: string, signal?: AbortSignal): Promise<DealWorker | undefined>;
  stop(): Promise<void>;
}

/** A peer in a process of its own, which may end without being told. */
export interface PeerApart extends RunningPeer {
  /** Resolves when the process has ended, with what ended it. */
  readonly ended: Promise<string>;
}

/** Milliseconds a child process may take to say that its peer is ready, and to end after being told. */
const CHILD_START_MS = 30_000;
const CHILD_STOP_MS = 15_000;

/** Messages between a network and the process of one of its peers. */
export type PeerMessage =
  | { readonly kind: 'start'; readonly spec: PeerSpec }
  | { readonly kind: 'stop' }
  | { readonly kind: 'ready'; readonly peer: LocalPeer }
  | { readonly kind: 'failed'; readonly message: string }
  | QuestionMessage;

/** Starts a peer in this process; it shares what `replace` holds with its siblings. */
export async function startPeerHere(
  spec: PeerSpec,
  signal: AbortSignal,
  options: Pick<NodeOptions, 'replace' | 'subnets'>,
): Promise<RunningPeer> {
  const node = await createPeer(spec, options);
  await node.start(signal);
  return {
    peer: describePeer(spec, node),
    pid: process.pid,
    workerOf: async (dealId) => dealWorkerOf(node, dealId),
    stop: () => node.stop(AbortSignal.timeout(CHILD_STOP_MS)),
  };
}

/** Starts a peer in a process of its own, which asks this one about deals. */
export async function startPeerApart(
  spec: PeerSpec,
  signal: AbortSignal,
  subnets: Subnets,
): Promise<PeerApart> {
  const entry = createRequire(import.meta.url).resolve('@noctiluca/local-network/peer-process');
  const child = fork(entry, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, by) => resolve(String(by ?? code))),
  );
  const send = (message: PeerMessage) => child.send(message);
  const questions = new Questions<DealWorker | undefined, readonly SubnetWorker[]>({
    answerMs: PEER_ANSWER_MS,
    send: (message, failed) => child.send(message, (error) => error && failed(error)),
    answer: (dealId) => subnets.resolve(dealId),
  });
  child.on('message', (message: PeerMessage) => {
    if (isQuestionMessage(message)) void questions.hear(message);
  });

  const ready = new Promise<LocalPeer>((resolve, reject) => {
    const fail = (reason: string) =>
      reject(new LocalNetworkError('PEER_FAILED', `Peer ${spec.name} did not start: ${reason}`));
    const timer = setTimeout(() => fail(`no answer within ${CHILD_START_MS} ms`), CHILD_START_MS);
    const abort = () => fail('the start was given up');
    signal.addEventListener('abort', abort, { once: true });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, by) => fail(`its process ended with ${by ?? code}`));
    child.on('message', (message: PeerMessage) => {
      if (message.kind === 'failed') fail(message.message);
      if (message.kind !== 'ready') return;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(message.peer);
    });
  });

  send({ kind: 'start', spec });
  try {
    return {
      peer: await ready,
      pid: child.pid!,
      ended: exited,
      workerOf: (dealId, life) => questions.ask(dealId, life),
      async stop() {
        if (child.connected) send({ kind: 'stop' });
        const timer = setTimeout(() => child.kill('SIGKILL'), CHILD_STOP_MS);
        await exited;
        clearTimeout(timer);
      },
    };
  } catch (cause) {
    child.kill('SIGKILL');
    await exited;
    throw cause;
  }
}
