import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createLocalChain, type LocalChain, type LocalChainInit } from '../../src/anvil/local-chain.js';

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
