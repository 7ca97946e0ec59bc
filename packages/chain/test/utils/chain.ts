import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { anvilBinary } from '../../src/anvil/binary.js';
import { createLocalChain, type LocalChain, type LocalChainInit } from '../../src/anvil/local-chain.js';

/** Why tests of a chain are left out here: only where nobody makes an anvil for the platform. */
export const noAnvil: string | undefined = reason();

function reason(): string | undefined {
  try {
    anvilBinary();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith('There is no anvil')) throw error;
    return message;
  }
}

export function tempDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'noctiluca-chain-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A chain on a free port that makes no blocks by itself; stopped when the test is over. */
export async function startChain(init: Partial<LocalChainInit> = {}): Promise<LocalChain> {
  const chain = createLocalChain({ dir: tempDir(), port: 0, blockPeriodMs: 1_000_000, ...init });
  const life = new AbortController();
  onTestFinished(async () => {
    await chain.stop(life.signal);
    life.abort();
  });
  await chain.start(life.signal);
  return chain;
}
