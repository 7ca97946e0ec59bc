import type { NetworkStep, OnNetworkStep } from '@noctiluca/local-network/control';
import type { CliContext } from '../../../context.js';
import { beginStep } from '../../../output/step.js';
import type { RunningStep } from '../../../output/terminal/screen.js';

const PARTS: Readonly<Record<string, string>> = {
  avm: 'Load AquaVM',
  ipfs: 'Start IPFS',
  chain: 'Start the chain',
  discovery: 'Let peers find each other',
};

/**
 * Shows what a network has come to while it starts.
 * @throws what the work throws; what was under way has failed then
 */
export async function shownComingUp<T>(
  context: CliContext,
  work: (onStep: OnNetworkStep) => Promise<T>,
): Promise<T> {
  const running = new Map<string, RunningStep>([['process', beginStep(context, 'Start a process')]]);
  const take = ({ part, state }: NetworkStep): void => {
    end(running, 'process', 'done');
    if (state === 'begun') running.set(part, beginStep(context, PARTS[part] ?? `Start ${part}`));
    else end(running, part, state);
  };
  const endAll = (how: 'done' | 'failed') => {
    for (const part of running.keys()) end(running, part, how);
  };
  try {
    const result = await work(take);
    endAll('done');
    return result;
  } catch (error) {
    endAll('failed');
    throw error;
  }
}

function end(running: Map<string, RunningStep>, part: string, how: 'done' | 'failed'): void {
  running.get(part)?.[how]();
  running.delete(part);
}
