import { causesOf } from './causes.js';
import { finder, type Link } from './links.js';
import type { Mark } from './marks.js';

/** What led to each event, and what each led to, on its peer and on others. */
export class Neighbours {
  readonly #causes = new Map<Mark, Mark[]>();
  readonly #effects = new Map<Mark, Mark[]>();

  constructor(marks: readonly Mark[], links: readonly Link[]) {
    const find = finder(marks);
    for (const { from, to } of links) this.#add(from, to);
    for (const mark of marks) {
      for (const seq of causesOf(mark.entry)) this.#add(find(mark.peer.peerId, seq), mark);
    }
  }

  causesOf(mark: Mark): readonly Mark[] {
    return this.#causes.get(mark) ?? [];
  }

  effectsOf(mark: Mark): readonly Mark[] {
    return this.#effects.get(mark) ?? [];
  }

  #add(from: Mark | undefined, to: Mark): void {
    if (from === undefined || from === to || this.effectsOf(from).includes(to)) return;
    append(this.#effects, from, to);
    append(this.#causes, to, from);
  }
}

function append(lists: Map<Mark, Mark[]>, of: Mark, mark: Mark): void {
  const list = lists.get(of);
  if (list === undefined) lists.set(of, [mark]);
  else list.push(mark);
}
