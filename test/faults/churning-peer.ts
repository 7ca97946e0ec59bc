import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repository } from '../utils/command.js';
import { seededRandom } from '../utils/random.js';

const MAX_CHANGES = 40;
const MAX_DELAY_MS = 25;

/** A change that `churn.mjs` makes, and that it acknowledges with a result. */
interface AnyChange {
  readonly verb: string;
}
export type Done<Change> = Change & { readonly result?: string };

interface Message<Change> {
  readonly ready?: true;
  readonly answer?: unknown;
  readonly failed?: string;
  readonly lane?: number;
  readonly begun?: Change;
  readonly done?: Done<Change>;
}

/** What is told of changes that are made one after the other: others of them may be made beside. */
export interface Lane<Change> {
  /** The change that may be half-way. */
  underWay: Change | undefined;
}

/** When a peer is killed: that many changes and milliseconds after it began. */
export interface Round {
  readonly round: number;
  readonly changes: number;
  readonly delayMs: number;
  /** One for each lane. */
  readonly seeds: readonly number[];
}

export function randomRounds(count: number, seed: number, lanes: number): Round[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, round) => ({
    round,
    changes: 1 + Math.floor(random() * MAX_CHANGES),
    delayMs: random() * MAX_DELAY_MS,
    seeds: Array.from({ length: lanes }, () => Math.floor(random() * 2 ** 32)),
  }));
}

/** Changes of one kind that may be half-way. */
export function underWay<Change extends AnyChange, Verb extends Change['verb']>(
  lanes: readonly Lane<Change>[],
  verb: Verb,
): Extract<Change, { verb: Verb }>[] {
  return lanes.flatMap(({ underWay: change }) =>
    change?.verb === verb ? [change as Extract<Change, { verb: Verb }>] : [],
  );
}

/** A peer in a process of its own that changes things until it is killed. */
export class ChurningPeer<Change extends AnyChange> {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #onMessage: (message: Message<Change>) => void = () => {};

  private constructor(script: string, args: readonly string[]) {
    this.#child = fork(path.join(repository, 'test', 'faults', script), args, { execArgv: [] });
    // What was said before the end is read before the channel closes.
    this.#ended = Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect')]);
    this.#child.on('message', (message: Message<Change>) => this.#onMessage(message));
  }

  static async start<Change extends AnyChange>(
    script: string,
    ...args: readonly string[]
  ): Promise<ChurningPeer<Change>> {
    const peer = new ChurningPeer<Change>(script, args);
    await peer.#receive(({ ready }) => ready);
    return peer;
  }

  async ask<T>(request: string, argument: object = {}): Promise<T> {
    const answered = this.#receive((message) =>
      'answer' in message ? { value: message.answer as T } : undefined,
    );
    this.#child.send({ request, argument });
    return (await answered).value;
  }

  /**
   * Lets the lanes work and kills the peer at the moment that the round says.
   * @param plan what the peer has to know of each lane
   * @param acknowledged told of each change that the peer says is done
   */
  async churnAndKill<L extends Lane<Change>>(
    lanes: readonly L[],
    { changes, delayMs, seeds }: Round,
    plan: (lane: L, index: number) => object,
    acknowledged: (lane: L, done: Done<Change>) => void,
  ): Promise<void> {
    let left = changes;
    const enough = this.#receive(({ lane: index, begun, done }) => {
      const lane = index === undefined ? undefined : lanes[index];
      if (lane === undefined) return undefined;
      lane.underWay = begun;
      if (done === undefined) return undefined;
      acknowledged(lane, done);
      return --left === 0 ? true : undefined;
    });
    const plans = lanes.map((lane, index) => ({ ...plan(lane, index), seed: seeds[index] }));
    this.#child.send({ request: 'churn', argument: { lanes: plans } });
    await enough;
    // The moment within or between changes; what comes meanwhile is still heard.
    await delay(delayMs);
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.send({ request: 'stop' });
    await this.#ended;
  }

  /** Calls for every message until `take` gives a value. */
  #receive<T>(take: (message: Message<Change>) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#onMessage = (message) => {
        if (message.failed !== undefined) return reject(new Error(message.failed));
        const value = take(message);
        if (value !== undefined) resolve(value);
      };
      this.#ended.then(() => reject(new Error('the peer ended')));
    });
  }
}
