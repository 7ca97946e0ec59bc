import { durationText } from './duration-text.js';
import type { Output } from './palette.js';
import type { RunningStep, Screen } from './screen.js';
import { cutEnd, widthOf } from './text-width.js';
import type { View } from './view.js';
import { wrapped } from './wrap.js';

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const FRAME_MS = 80;
/** Of a terminal that does not tell, or tells 0. */
const ROWS = 24;
const COLUMNS = 80;

type End = 'done' | 'failed' | 'interrupted';

interface Step {
  readonly name: string;
  readonly sinceMs: number;
}

/**
 * A terminal: steps under way are its last lines, drawn again and again, what is said or has ended stands above them. The
 * cursor is never hidden, so that whatever ends the process leaves a terminal as it should be.
 */
export class LiveScreen implements Screen {
  readonly #output: Output;
  readonly #viewOf: () => View;
  readonly #steps = new Set<Step>();
  #shown: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param viewOf asked for each frame: windows change */
  constructor(output: Output, viewOf: () => View) {
    this.#output = output;
    this.#viewOf = viewOf;
  }

  say(text: string): void {
    this.#draw(`${text}\n`);
  }

  begin(name: string): RunningStep {
    const step = { name, sinceMs: performance.now() };
    this.#steps.add(step);
    this.#timer ??= setInterval(() => this.#draw(), FRAME_MS).unref();
    this.#draw();
    const end = (how: End) => (outcome?: string) => {
      if (this.#steps.delete(step)) this.#finish([this.#ended(step, how, outcome)]);
    };
    return { done: end('done'), failed: end('failed') };
  }

  interrupt(): void {
    const left = [...this.#steps].map((step) => this.#ended(step, 'interrupted', 'interrupted'));
    this.#steps.clear();
    if (left.length > 0) this.#finish(left);
  }

  #finish(lines: readonly string[]): void {
    if (this.#steps.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#draw(lines.map((line) => `${line}\n`).join(''));
  }

  /** @param above lines that stay */
  #draw(above = ''): void {
    const erased = this.#erased();
    this.#shown = this.#lines();
    this.#output.write(erased + above + this.#shown.join('\n'));
  }

  /** Back to the first of the lines that are drawn; a window that became narrower has broken them. */
  #erased(): string {
    if (this.#shown.length === 0) return '';
    const columns = this.#output.columns || COLUMNS;
    const rows = this.#shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
    return `\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}\u001b[0J`;
  }

  #lines(): string[] {
    const { width = COLUMNS, palette } = this.#viewOf();
    const now = performance.now();
    const frame = FRAMES[Math.floor(now / FRAME_MS) % FRAMES.length]!;
    const room = Math.max(1, (this.#output.rows || ROWS) - 2);
    const lines = [...this.#steps].slice(0, room).map(({ name, sinceMs }) => {
      const time = durationText(now - sinceMs);
      // The last column stays free: some terminals begin a new line at it.
      const text = cutEnd(name, width - 5 - time.length);
      return `${palette.name(frame)} ${text}  ${palette.faint(time)}`;
    });
    const more = this.#steps.size - lines.length;
    return more > 0 ? [...lines, palette.faint(`… and ${more} more`)] : lines;
  }

  #ended({ name, sinceMs }: Step, how: End, outcome = ''): string {
    const { width = COLUMNS, palette } = this.#viewOf();
    const mark = { done: palette.good('✔'), failed: palette.bad('✖'), interrupted: palette.warn('■') }[how];
    const time = durationText(performance.now() - sinceMs);
    const text = [name, outcome].filter(Boolean).join(': ');
    return wrapped(`${mark} ${text}  ${palette.faint(time)}`, width, 2).join('\n');
  }
}
