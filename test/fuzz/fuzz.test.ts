import { execFile } from 'node:child_process';
import path from 'node:path';
import { env } from 'node:process';
import { expect, it } from 'vitest';
import { repository } from '../utils/command.js';

/** A million take `node test/fuzz/run.mjs`; other inputs come with another seed. */
const INPUTS = env.NOCTILUCA_INPUTS ?? '20000';
const SEED = env.NOCTILUCA_SEED ?? '20261123';
const RUN_MS = 240_000;

interface Report {
  readonly kind: string;
  readonly count: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

function fuzz(...flags: string[]): Promise<Report[]> {
  const runner = path.join(repository, 'test', 'fuzz', 'run.mjs');
  const args = [runner, '--json', '--seed', SEED, ...flags];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout) => {
      // Failures are in the report; without one the runner itself is broken.
      if (stdout === '') reject(error ?? new Error('the runner of fuzzed inputs said nothing'));
      else resolve(JSON.parse(stdout));
    });
  });
}

it(
  'frames, scripts, arguments, modules and interface types of any kind end in results or typed errors',
  async () => {
    const reports = await fuzz('--inputs', INPUTS);
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    expect(reports.map(({ kind }) => kind)).toEqual(['frames', 'air', 'calls', 'wasm', 'it']);
    for (const { count, outcomes } of reports)
      expect(Object.values(outcomes).reduce((sum, times) => sum + times, 0)).toBe(count);
    // Fuzzing goes deep: some of everything is good enough to run.
    const counted = Object.fromEntries(reports.map(({ kind, outcomes }) => [kind, outcomes]));
    expect(counted).toMatchObject({
      frames: { verified: expect.any(Number) },
      air: { 'ret 0': expect.any(Number) },
      calls: { 'tetra ok': expect.any(Number) },
      wasm: { ok: expect.any(Number) },
      it: { ok: expect.any(Number) },
    });
  },
  RUN_MS,
);
