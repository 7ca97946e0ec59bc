import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalChain } from '@noctiluca/chain';

/** Why tests of a chain are left out here: only where nobody makes an anvil for the platform. */
export const noAnvil: string | undefined = await reason();

async function reason(): Promise<string | undefined> {
  const chain = createLocalChain({ dir: path.join(tmpdir(), `noctiluca-anvil-${process.pid}`), port: 0 });
  const { signal } = new AbortController();
  try {
    await chain.start(signal);
    await chain.stop(signal);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith('There is no anvil')) throw error;
    return message;
  }
}
