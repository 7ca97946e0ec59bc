import { describe, expect, it } from 'vitest';
import { A, AUTHOR, THREE } from '../../replay/test/utils/traces.js';
import { criticalTimes, storyOf } from '../src/page/model/story.js';

const story = storyOf(THREE, []);
const found = (peer: string, seq: number) =>
  story.marks.find((mark) => mark.peer.name === peer && mark.entry.seq === seq)!;
const told = (marks: readonly (typeof story.marks)[number][]) =>
  marks.map(({ peer, entry }) => `${peer.name} ${entry.seq}`);

describe('the story of a particle', () => {
  it('says how it ended and why, with the names of its peers', () => {
    expect(story.end[0]).toBe('Went back to its author from nox-0 after 7.5 ms.');
    expect(story.end.join('\n')).toContain('nox-1: op.fail("hi") ✗ "no"');
    expect(story.names.of(A)).toBe('nox-0');
    expect(story.facts?.initPeerId).toBe(AUTHOR);
  });

  it('knows what led to an event, and what it led to', () => {
    const { neighbours } = story;
    expect(told(neighbours.causesOf(found('nox-1', 6)))).toEqual(['nox-1 4', 'nox-1 5']);
    expect(told(neighbours.effectsOf(found('nox-1', 3)))).toEqual(['nox-1 4', 'nox-1 5']);
    expect(told(neighbours.causesOf(found('nox-1', 2)))).toEqual(['nox-0 4']);
    expect(told(neighbours.effectsOf(found('nox-1', 7)))).toEqual(['nox-0 7']);
    expect(told(neighbours.causesOf(found('nox-0', 2)))).toEqual([]);
  });

  it('says how much of its time was work', () => {
    const { busyUs, wholeUs } = criticalTimes(story);
    expect(busyUs).toBeCloseTo(4_200, 0);
    expect(wholeUs).toBe(7_500);
  });

  it('is empty for a particle of which nobody tells', () => {
    expect(storyOf({ ...THREE, traces: [] }, []).end).toEqual([]);
  });
});
