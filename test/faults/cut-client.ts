import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repository } from '../utils/command.js';

export interface CallsOf {
  /** In the ids of the calls. */
  readonly name: string;
  /** Calls of each client, begun evenly within so many milliseconds. */
  readonly each: number;
  readonly withinMs: number;
  readonly ttl: number;
  /** How long the relay takes over a call, milliseconds. */
  readonly workMs: number;
}

/** What became of a call. */
export interface Ended {
  readonly s: string;
  /** How often the client took an answer. */
  readonly answers: number;
  readonly error?: string;
  /** How long the failure took, milliseconds. */
  readonly ms?: number;
}

/** What is alive in the process of the clients. */
export interface Left {
  readonly signals: number;
  readonly targets: number;
  readonly promises: number;
  readonly resources: number;
  readonly heapUsed: number;
  /** Warnings of Node.js, of listeners above all. */
  readonly leaks: readonly string[];
}

interface Requests {
  connect(argument: { addresses: readonly string[] }): void;
  calls(argument: CallsOf): Ended[];
  jump(argument: { ms: number }): void;
  states(argument: Record<string, never>): string[];
  left(argument: Record<string, never>): Left;
}

interface Message {
  readonly id: number;
  readonly answer?: unknown;
  readonly failed?: string;
}

/** Clients in a process that can be stopped for a while, as a machine that sleeps. */
export class CutClient {
  readonly #child: ChildProcess;
  readonly #open = new Map<number, { resolve: (value: never) => void; reject: (cause: Error) => void }>();
  #asked = 0;

  private constructor() {
    const file = path.join(repository, 'test', 'faults', 'cut-client.mjs');
    this.#child = fork(file, [], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    this.#child.on('message', (message: Message) => this.#hear(message));
    this.#child.once('exit', (code, signal) => {
      const gone = new Error(`the clients' process ended with ${signal ?? code}`);
      for (const { reject } of this.#open.values()) reject(gone);
    });
  }

  static async start(addresses: readonly string[]): Promise<CutClient> {
    const client = new CutClient();
    await new Promise((resolve, reject) => client.#open.set(0, { resolve, reject }));
    await client.ask('connect', { addresses });
    return client;
  }

  ask<Name extends keyof Requests>(
    request: Name,
    argument: Parameters<Requests[Name]>[0],
  ): Promise<ReturnType<Requests[Name]>> {
    return new Promise((resolve, reject) => {
      const id = ++this.#asked;
      this.#open.set(id, { resolve, reject });
      this.#child.send({ id, request, argument });
    });
  }

  sleep(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.send({ id: ++this.#asked, request: 'stop' });
    await ended;
  }

  #hear({ id, answer, failed }: Message): void {
    const { resolve, reject } = this.#open.get(id)!;
    this.#open.delete(id);
    if (failed === undefined) resolve(answer as never);
    else reject(new Error(failed));
  }
}
