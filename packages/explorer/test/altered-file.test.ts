import { loadReplayAvm, type ReplayAvm, whatIf } from '@noctiluca/replay';
import { readRecordingFile, wayOf } from '@noctiluca/replay/trace';
import { beforeAll, describe, expect, it } from 'vitest';
import { greeting, provider } from '../../replay/test/utils/three-peers.js';
import { linksOf } from '../src/page/model/links.js';
import { storyOf } from '../src/page/model/story.js';
import { alteredFile } from '../src/page/replay/altered-file.js';
import { openReplay } from '../src/page/replay/open-replay.js';

let avm: ReplayAvm;
beforeAll(async () => {
  avm = await loadReplayAvm();
});

function altered() {
  const recording = greeting(avm);
  const named = { ...recording, peers: recording.peers.map((peer, i) => ({ ...peer, name: `peer-${i}` })) };
  const steps = recording.peers.find(({ peerId }) => peerId === provider.peerId)!.steps;
  const call = steps
    .flatMap(({ outcome }) => outcome.calls)
    .find(({ functionName }) => functionName === 'greet')!;
  const change = { peerId: provider.peerId, callId: call.id, result: '"go away"' };
  return { recording: named, file: alteredFile(whatIf(named, [change], avm), named) };
}

describe('a particle that did not happen', () => {
  it('is looked at like one that did, and says what it is', () => {
    const { recording, file } = altered();
    expect(file.particleId).toBe(`ALTERED ${recording.particle.id}`);
    expect(readRecordingFile(JSON.stringify(file))).toEqual(file);
    expect(file.traces.map(({ name }) => name).sort()).toEqual(['peer-0', 'peer-1', 'peer-2']);
    const { marks, layout } = storyOf(file, []);
    expect(layout.lanes).toHaveLength(3);
    const greeted = marks.find(({ entry }) => entry.kind === 'called' && entry.functionName === 'greet');
    expect(greeted?.entry).toMatchObject({ result: '"go away"', retCode: 0 });
    expect(linksOf(marks).map(({ from, to }) => [from.entry.kind, to.entry.kind])).toEqual([
      ['sent', 'arrived'],
      ['sent', 'arrived'],
    ]);
  });

  it('has each run hang on what it had', () => {
    const { roots, stray } = wayOf(altered().file.traces);
    expect(stray).toEqual([]);
    expect(roots.length).toBeGreaterThan(0);
    for (const { neighbours, marks } of [storyOf(altered().file, [])])
      for (const mark of marks.filter(({ entry }) => entry.kind === 'interpreted'))
        expect(neighbours.causesOf(mark)).not.toEqual([]);
  });

  it('is replayed, each of its runs found by its number', async () => {
    const { file } = altered();
    const replay = await openReplay(file.recording!);
    await replay.reach(replay.size);
    expect(replay.done.value).toHaveLength(replay.size);
    const runs = file.traces.flatMap(({ peerId, entries }) =>
      entries.flatMap(({ kind, seq }) => (kind === 'interpreted' ? [replay.stepOf(peerId, seq)] : [])),
    );
    expect(runs.sort()).toEqual(Array.from({ length: replay.size }, (_, i) => i));
  });
});
