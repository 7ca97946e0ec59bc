import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repository } from '../utils/command.js';

/** A worker, as `decider-churn.mjs` sees it. */
export interface SeenWorker {
  readonly workerId: string;
  readonly dealId: string;
  readonly active: boolean;
  readonly spells: number;
  readonly appCid: string | null;
}

export interface WorkerChange {
  readonly kind: 'created' | 'activated' | 'deactivated' | 'removed';
  readonly dealId: string;
  readonly workerId: string;
}

interface Message {
  readonly ready?: true;
  readonly failed?: string;
  readonly answer?: SeenWorker[];
  readonly event?: WorkerChange;
}

/** A peer with a decider in a process of its own, until it is killed. */
export class DeciderPeerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #take: (message: Message) => void = () => {};

  private constructor(args: readonly string[], onChange: (change: WorkerChange) => void) {
    const script = path.join(repository, 'test', 'faults', 'decider-churn.mjs');
    this.#child = fork(script, args, { execArgv: [] });
    this.#ended = Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect')]);
    this.#child.on('message', (message: Message) => {
      if (message.event === undefined) this.#take(message);
      else onChange(message.event);
    });
  }

  static async start(
    args: readonly string[],
    onChange: (change: WorkerChange) => void,
  ): Promise<DeciderPeerProcess> {
    const peer = new DeciderPeerProcess(args, onChange);
    await peer.#next();
    return peer;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  async look(): Promise<SeenWorker[]> {
    const answered = this.#next();
    this.#child.send({ request: 'look' });
    return (await answered).answer!;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #next(): Promise<Message> {
    return new Promise((resolve, reject) => {
      this.#take = (message) => {
        if (message.failed === undefined) resolve(message);
        else reject(new Error(message.failed));
      };
      this.#ended.then(() => reject(new Error('The peer ended')));
    });
  }
}
