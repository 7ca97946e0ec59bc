import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../src/commands/trace/follow.js';

describe('a stream of entries', () => {
  it('is read however it is cut', async () => {
    const text =
      'id: 1\ndata: {"seq":1,"kind":"sent"}\n\n: still here\n\nid: 2\ndata: {"seq":2,"text":"→"}\n\n';
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 7, bytes.length]) {
      const body = (async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
      })();
      const seqs: number[] = [];
      for await (const { seq } of entriesOf(body)) seqs.push(seq);
      expect(seqs).toEqual([1, 2]);
    }
  });
});
