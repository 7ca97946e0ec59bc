import { describe, expect, it } from 'vitest';
import { MAX_OPEN_QUESTIONS } from '../../src/constants.js';
import { type QuestionMessage, Questions } from '../../src/peer/questions.js';

type Answer = (dealId: string) => Promise<string>;

/** Two ends of a channel of JSON texts. */
function channel(here: Answer, there: Answer, answerMs = 5_000) {
  const ends: Questions<string, string>[] = [];
  const to = (other: 0 | 1) => (message: QuestionMessage) =>
    void ends[other]!.hear(JSON.parse(JSON.stringify(message)) as QuestionMessage);
  ends.push(
    new Questions({ answerMs, send: to(1), answer: here }),
    new Questions({ answerMs, send: to(0), answer: there }),
  );
  return ends as [Questions<string, string>, Questions<string, string>];
}

const never: Answer = () => new Promise(() => {});
const echo: Answer = async (dealId) => `answer to ${dealId}`;
const noAnswer = (message: string) => ({ name: 'LocalNetworkError', code: 'NO_ANSWER', message });

describe('a question to another process', () => {
  it('is answered, from either end, in any order', async () => {
    const [here, there] = channel(echo, async (dealId) => `${dealId} there`);
    const asked = [here.ask('a'), there.ask('b'), here.ask('c')];
    expect(await Promise.all(asked)).toEqual(['a there', 'answer to b', 'c there']);
  });

  it('fails with what the other end says', async () => {
    const [here] = channel(echo, () => Promise.reject(new Error('nobody knows')));
    await expect(here.ask('a')).rejects.toMatchObject(noAnswer('nobody knows'));
  });

  it('is given up after its time, and with its asker; a late answer is for nobody', async () => {
    let late = () => {};
    const [slow] = channel(echo, () => new Promise((resolve) => (late = () => resolve('late'))), 20);
    await expect(slow.ask('a')).rejects.toMatchObject(noAnswer('it took too long'));
    late();
    const [here] = channel(echo, never);
    await expect(here.ask('a', AbortSignal.timeout(20))).rejects.toMatchObject(noAnswer('it took too long'));
    await expect(here.ask('a', AbortSignal.abort())).rejects.toMatchObject(noAnswer('it took too long'));
  });

  it('fails at once when the other end is gone', async () => {
    const gone = new Questions<string, string>({
      answerMs: 5_000,
      send: (_, failed) => failed(new Error('channel closed')),
      answer: echo,
    });
    await expect(gone.ask('a')).rejects.toMatchObject(noAnswer('channel closed'));
  });

  it('is refused while too many are open, and taken again afterwards', async () => {
    const waiting: (() => void)[] = [];
    const [here] = channel(echo, () => new Promise((resolve) => waiting.push(() => resolve('done'))));
    const open = Array.from({ length: MAX_OPEN_QUESTIONS }, (_, i) => here.ask(`${i}`));
    await expect(here.ask('more')).rejects.toMatchObject(noAnswer('it is asked too much at once'));
    for (const end of waiting) end();
    await Promise.all(open);
    const again = here.ask('more');
    waiting.at(-1)!();
    expect(await again).toBe('done');
  });
});
