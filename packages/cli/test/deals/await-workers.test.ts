import { ChainError } from '@noctiluca/chain/client';
import { describe, expect, it } from 'vitest';
import { awaitWorkers } from '../../src/deals/await-workers.js';
import type { DealStage } from '../../src/deals/stage.js';
import type { AwaitedDeal } from '../../src/deals/worker-watch.js';

/** A chain that gives these answers, the last of them again and again. */
function stageWith(answers: readonly (Error | readonly object[])[], timeoutMs: number) {
  let asked = 0;
  const workersOfDeal = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { chain: { kit: { workersOfDeal } }, timeoutMs } as unknown as DealStage;
}

const DEAL = { name: 'd', dealId: '0x1' } as AwaitedDeal;
const GONE = new ChainError('UNREACHABLE', 'http://127.0.0.1:1 does not answer');

describe('workers of a deal', () => {
  it('are waited for while the chain is started again', async () => {
    expect(await awaitWorkers(stageWith([GONE, GONE, []], 10_000), DEAL)).toEqual([]);
  });

  it('are not known of a chain that stays away, or refuses', async () => {
    await expect(awaitWorkers(stageWith([GONE], 100), DEAL)).rejects.toMatchObject({ code: 'NO_CHAIN' });
    const refusal = new ChainError('REVERTED', 'no');
    await expect(awaitWorkers(stageWith([refusal], 10_000), DEAL)).rejects.toMatchObject({
      code: 'CHAIN_REFUSED',
    });
  });
});
