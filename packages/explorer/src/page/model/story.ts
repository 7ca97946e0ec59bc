import type { TraceEntry } from '@noctiluca/particle';
import { endText, factsOf, Names, type PeerTrace, type RecordingFile } from '@noctiluca/replay/trace';
import { criticalPath } from './critical-path.js';
import { type Layout, layoutOf } from './lanes.js';
import { type Link, linksOf } from './links.js';
import { type Mark, marksOf } from './marks.js';
import { Neighbours } from './neighbours.js';

/** A particle, made ready to be looked at. */
export interface Story {
  readonly file: RecordingFile;
  readonly names: Names;
  readonly marks: readonly Mark[];
  readonly layout: Layout;
  readonly links: readonly Link[];
  readonly neighbours: Neighbours;
  readonly critical: ReadonlySet<Mark>;
  /** How it ended, a line each. */
  readonly end: readonly string[];
  readonly facts: Extract<TraceEntry, { kind: 'arrived' }> | undefined;
}

/** @param peers more of them that have names */
export function storyOf(
  file: RecordingFile,
  peers: readonly Pick<PeerTrace, 'peerId' | 'name'>[],
  nowMs = Date.now(),
): Story {
  const marks = marksOf(file.traces);
  const links = linksOf(marks);
  const facts = factsOf(file);
  const names = new Names([...peers, ...file.traces], facts?.initPeerId);
  return {
    ...{ file, names, marks, links, facts },
    layout: layoutOf(marks),
    neighbours: new Neighbours(marks, links),
    critical: new Set(criticalPath(marks, links, facts?.initPeerId)),
    end: marks.length === 0 ? [] : endText(file, names, nowMs).split('\n'),
  };
}

/** How long peers worked on the critical path, and how long all took, microseconds. */
export function criticalTimes({ critical, layout }: Story): {
  readonly busyUs: number;
  readonly wholeUs: number;
} {
  const worked = [...critical].filter(({ entry: { kind } }) => kind === 'interpreted' || kind === 'called');
  const busyUs = worked.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
  return { busyUs, wholeUs: layout.toUs - layout.fromUs };
}
