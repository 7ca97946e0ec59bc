import type { TraceEntry } from '@noctiluca/particle';
import {
  endText,
  entryText,
  factsOf,
  type Hop,
  ms,
  Names,
  printable,
  type RecordingFile,
  wayOf,
} from '@noctiluca/replay/trace';

/** Lines of one particle, at most. */
const MAX_LINES = 5_000;

/** The way of a particle through its peers, for a terminal. */
export function treeText(file: RecordingFile): string {
  return new TreePrinter(file).text();
}

class TreePrinter {
  readonly #file: RecordingFile;
  readonly #names: Names;
  readonly #beginUs: number;
  readonly #lines: string[] = [];
  #leftOut = 0;

  constructor(file: RecordingFile) {
    this.#file = file;
    this.#names = new Names(file.traces, factsOf(file)?.initPeerId);
    this.#beginUs = Math.min(...file.traces.flatMap(({ entries }) => entries.map(({ atUs }) => atUs)));
  }

  text(): string {
    const { roots, stray } = wayOf(this.#file.traces);
    for (const hop of roots) this.#hop(hop, '', '');
    for (const { peer, entry } of stray) this.#line(`${peer.name}  ${entryText(entry, this.#names)}`);
    const more = this.#leftOut > 0 ? [`… and ${this.#leftOut} more lines: --json has all`] : [];
    const end = endText(this.#file, this.#names).split('\n');
    return [...this.#head(), '', ...this.#lines, ...more, '', ...end].map(printable).join('\n');
  }

  #head(): string[] {
    const facts = factsOf(this.#file);
    const when = new Date(this.#beginUs / 1000).toISOString();
    const about =
      facts === undefined
        ? when
        : `${when}, ttl ${facts.ttlMs} ms, script ${facts.script.slice(0, 12)}, by ${facts.initPeerId}`;
    return [`Particle ${this.#names.in(this.#file.particleId)}`, about];
  }

  #hop(hop: Hop, first: string, rest: string): void {
    const from = hop.from === undefined ? '' : ` ← ${this.#names.of(hop.from)}`;
    this.#line(`${first}${hop.peer.name}${scopeOf(hop)}${from}  +${this.#sinceBegin(hop.arrival)}`);
    const shown = hop.entries.filter(({ seq, kind }) => hop.next.has(seq) || kind !== 'arrived');
    for (const [i, entry] of shown.entries()) this.#entry(hop, entry, rest, i === shown.length - 1);
  }

  #entry(hop: Hop, entry: TraceEntry, indent: string, isLast: boolean): void {
    const next = hop.next.get(entry.seq);
    if (next !== undefined)
      this.#hop(next, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`);
    else this.#line(`${indent}${isLast ? '└  ' : '│  '}${entryText(entry, this.#names)}`);
  }

  #line(text: string): void {
    if (this.#lines.length < MAX_LINES) this.#lines.push(text);
    else this.#leftOut++;
  }

  #sinceBegin({ atUs }: TraceEntry): string {
    return ms((atUs - this.#beginUs) / 1000);
  }
}

function scopeOf({ arrival }: Hop): string {
  return arrival.kind === 'arrived' && arrival.scope !== 'host' ? `/${arrival.scope.slice(-6)}` : '';
}
