import { messageOf } from '@noctiluca/common/thrown';
import { deadline } from '@noctiluca/lifecycle';
import { MAX_OPEN_QUESTIONS } from '../constants.js';
import { LocalNetworkError } from '../errors.js';

/** What a network and the process of a peer ask each other about a deal, and answer. */
export type QuestionMessage =
  | { readonly kind: 'question'; readonly id: number; readonly dealId: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown }
  | { readonly kind: 'no-answer'; readonly id: number; readonly reason: string };

export interface QuestionsInit<Theirs> {
  /** Milliseconds an answer may take. */
  readonly answerMs: number;
  /** Hands a message to the other side; `failed` is called when it cannot be. */
  readonly send: (message: QuestionMessage, failed: (error: Error) => void) => void;
  /** Answers what the other side asks; plain data. */
  readonly answer: (dealId: string) => Promise<Theirs>;
}

interface OpenQuestion<Mine> {
  readonly resolve: (answer: Mine) => void;
  readonly reject: (reason: LocalNetworkError) => void;
}

/** One end of a channel between two processes that ask each other. `Mine` is what this end is answered. */
export class Questions<Mine, Theirs> {
  readonly #init: QuestionsInit<Theirs>;
  readonly #open = new Map<number, OpenQuestion<Mine>>();
  #last = 0;

  constructor(init: QuestionsInit<Theirs>) {
    this.#init = init;
  }

  /** @throws LocalNetworkError `NO_ANSWER`: what the other side said, no answer in time, too many questions */
  async ask(dealId: string, signal?: AbortSignal): Promise<Mine> {
    if (this.#open.size >= MAX_OPEN_QUESTIONS) throw noAnswer('it is asked too much at once');
    this.#last += 1;
    const id = this.#last;
    const time = deadline(this.#init.answerMs, signal);
    try {
      return await new Promise((resolve, reject) => {
        this.#open.set(id, { resolve, reject });
        const giveUp = () => reject(noAnswer('it took too long'));
        if (time.aborted) return giveUp();
        time.addEventListener('abort', giveUp, { once: true });
        this.#init.send({ kind: 'question', id, dealId }, (error) => reject(noAnswer(error.message)));
      });
    } finally {
      this.#open.delete(id);
    }
  }

  /** Takes what the other side sent: its questions and its answers. */
  async hear(message: QuestionMessage): Promise<void> {
    if (message.kind === 'question') return this.#answer(message.id, message.dealId);
    const asked = this.#open.get(message.id);
    if (message.kind === 'answer') asked?.resolve(message.value as Mine);
    else asked?.reject(noAnswer(message.reason));
  }

  async #answer(id: number, dealId: string): Promise<void> {
    // Nobody is left to be told when an answer cannot be sent.
    const send = (message: QuestionMessage) => this.#init.send(message, () => {});
    try {
      send({ kind: 'answer', id, value: await this.#init.answer(dealId) });
    } catch (error) {
      send({ kind: 'no-answer', id, reason: messageOf(error) });
    }
  }
}

export function isQuestionMessage(message: { readonly kind: string }): message is QuestionMessage {
  return ['question', 'answer', 'no-answer'].includes(message.kind);
}

function noAnswer(reason: string): LocalNetworkError {
  return new LocalNetworkError('NO_ANSWER', reason);
}
