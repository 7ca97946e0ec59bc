import { MAX_ANSWER_HOLD_MS } from '../constants.js';
import { packAnswers, type ThreadAnswer } from './messages.js';

/**
 * Answers of a thread that leave it together: a message costs more than its bytes. Whoever adds posts what is left when
 * nothing more is to come. What is still here when the thread is ended is lost and its requests are sent again; running
 * AquaVM twice on the same request is harmless, since nothing outside saw the first outcome, and it is 1.5 ms of work.
 */
export class Outbox {
  readonly #send: (message: Uint8Array<ArrayBuffer>) => void;
  readonly #nowMs: () => number;
  #answers: ThreadAnswer[] = [];
  #sinceMs = 0;

  constructor(
    send: (message: Uint8Array<ArrayBuffer>) => void,
    nowMs: () => number = () => performance.now(),
  ) {
    this.#send = send;
    this.#nowMs = nowMs;
  }

  /** Keeps an answer for the next message, or sends all when the first of them has waited long enough. */
  add(answer: ThreadAnswer): void {
    const nowMs = this.#nowMs();
    if (this.#answers.length === 0) this.#sinceMs = nowMs;
    this.#answers.push(answer);
    if (nowMs - this.#sinceMs >= MAX_ANSWER_HOLD_MS) this.post();
  }

  /** Sends what is here, if anything. */
  post(): void {
    if (this.#answers.length === 0) return;
    const message = packAnswers(this.#answers);
    this.#answers = [];
    this.#send(message);
  }
}
