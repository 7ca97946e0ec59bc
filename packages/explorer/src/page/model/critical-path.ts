import { causesOf } from './causes.js';
import { finder, type Link } from './links.js';
import type { Mark } from './marks.js';

/**
 * The chain of causes of how a particle ended: each of its marks waited for the one before, which was the last thing it waited
 * for. To be faster, a particle has to be faster there.
 * @param author peer id; the last copy that went to him is the end. Without one it is what ended last
 * @returns from the first to the last
 */
export function criticalPath(marks: readonly Mark[], links: readonly Link[], author?: string): Mark[] {
  const find = finder(marks);
  const broughtBy = new Map(links.map(({ from, to }) => [to, from]));
  const path: Mark[] = [];
  const seen = new Set<Mark>();
  let at = endOf(marks, author);
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    path.push(at);
    const { peer, entry } = at;
    at = broughtBy.get(at) ?? latest(causesOf(entry).map((seq) => find(peer.peerId, seq)));
  }
  return path.reverse();
}

function endOf(marks: readonly Mark[], author: string | undefined): Mark | undefined {
  return marks.findLast(({ entry }) => entry.kind === 'sent' && entry.to === author) ?? marks.at(-1);
}

function latest(marks: readonly (Mark | undefined)[]): Mark | undefined {
  return marks.reduce(
    (last, mark) => (mark !== undefined && (last === undefined || mark.toUs > last.toUs) ? mark : last),
    undefined,
  );
}
