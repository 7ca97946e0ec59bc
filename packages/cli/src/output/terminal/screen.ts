import type { Output } from './palette.js';

/** A step of a command's work; ended once, by `done` or `failed`. */
export interface RunningStep {
  /** @param outcome what came of it, in a few words */
  done(outcome?: string): void;
  failed(outcome?: string): void;
}

/** What tells of work in progress, on standard error. */
export interface Screen {
  /** Prints lines. */
  say(text: string): void;
  /** @param line printed instead where nobody watches; nothing when there is none */
  begin(name: string, line?: string): RunningStep;
  /** What is under way is no more: the command ends. */
  interrupt(): void;
}

const UNSEEN: RunningStep = { done: () => {}, failed: () => {} };

/** Where nobody watches: lines, and of steps nothing but those. */
export class PlainScreen implements Screen {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  say(text: string): void {
    this.#output.write(`${text}\n`);
  }

  begin(_name: string, line?: string): RunningStep {
    if (line !== undefined) this.say(line);
    return UNSEEN;
  }

  interrupt(): void {}
}
