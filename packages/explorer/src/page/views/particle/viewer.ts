import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Mark } from '../../model/marks.js';
import { type Span, showing } from '../../model/span.js';
import { type Story, storyOf } from '../../model/story.js';
import { peers } from '../../state/peers.js';
import { closedReplay, type ReplayState } from '../../state/replay.js';
import type { Subject } from '../../state/subject.js';

/** One particle on the screen: what is looked at of it. */
export class Viewer {
  readonly subject: Subject;
  readonly story: ReadonlySignal<Story>;
  /** Number of the event that is looked at; -1 before one is chosen. */
  readonly position: Signal<number>;
  readonly mark: ReadonlySignal<Mark | undefined>;
  /** The part of the time that is seen; undefined for all of it. */
  readonly span = signal<Span | undefined>(undefined);
  readonly replay: Signal<ReplayState> = closedReplay();
  /** Aqua functions of the script's calls, when the reader has the script with tracing. */
  readonly aqua = signal<ReadonlyMap<number, readonly string[]>>(new Map());
  /** Number of the replay's step that the event stands at; -1 before the first. */
  readonly step: ReadonlySignal<number>;

  constructor(subject: Subject, position: number) {
    this.subject = subject;
    this.position = signal(position);
    this.story = computed(() => storyOf(subject.file.value, peers.value));
    this.mark = computed(() => this.story.value.marks[this.position.value]);
    this.step = computed(() => this.#step());
  }

  get whole(): Span {
    return this.story.value.layout;
  }

  get seen(): Span {
    return this.span.value ?? this.whole;
  }

  /** Looks at an event; what is seen moves there. */
  goTo(position: number): void {
    const { marks } = this.story.peek();
    const mark = marks[Math.min(Math.max(position, 0), marks.length - 1)];
    if (mark === undefined) return;
    this.position.value = mark.index;
    const span = this.span.peek();
    if (span !== undefined) this.span.value = showing(span, this.story.peek().layout, mark.toUs);
  }

  /** Looks at a step of the replay: at the run that it was. */
  goToStep(step: number): void {
    const mark = this.story.peek().marks.find((each) => this.#stepOf(each) === step);
    if (mark !== undefined) this.goTo(mark.index);
  }

  #step(): number {
    const { marks } = this.story.value;
    const at = this.position.value < 0 ? marks.length - 1 : this.position.value;
    let step = -1;
    for (let i = 0; i <= at && i < marks.length; i++) step = Math.max(step, this.#stepOf(marks[i]!) ?? -1);
    return step;
  }

  #stepOf({ entry, peer, scope }: Mark): number | undefined {
    const replay = this.replay.value;
    if (replay.kind !== 'open' || entry.kind !== 'interpreted') return undefined;
    return replay.replay.stepOf(scope === 'host' ? peer.peerId : scope, entry.seq);
  }
}
