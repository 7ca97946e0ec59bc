import { describe, expect, it } from 'vitest';
import { ownThreadNumber, threadCpuMs } from '../../src/thread/cpu-time.js';
import { RunClock } from '../../src/thread/run-clock.js';

/** A clock on a thread that has the processor for a part of the time. */
function makeClock() {
  let wallMs = 1_000;
  let cpuMs = 10;
  const clock = new RunClock(
    () => cpuMs,
    () => wallMs,
  );
  const run = (wall: number, cpu: number) =>
    clock.measure(() => {
      wallMs += wall;
      cpuMs += cpu;
    }).runUs;
  return { run, wait: (ms: number) => (wallMs += ms) };
}

describe('what a run takes', () => {
  it('is told by the wall clock when it is short', () => {
    expect(makeClock().run(5, 1)).toBe(5_000);
  });

  it('is processor time when it is long: a busy machine makes nobody slow', () => {
    const { run, wait } = makeClock();
    expect(run(500, 3)).toBe(3_000);
    expect(run(15, 2)).toBe(15_000);
    expect(run(200, 190)).toBe(177_000);
    wait(300);
    expect(run(300, 280)).toBe(280_000);
  });

  it('is wall time where nobody knows more', () => {
    let wallMs = 0;
    const clock = new RunClock(
      () => undefined,
      () => wallMs,
    );
    expect(clock.measure(() => (wallMs += 250)).runUs).toBe(250_000);
  });

  it.runIf(process.platform === 'linux')('is known of every thread on Linux', () => {
    const before = threadCpuMs(ownThreadNumber())!;
    for (let i = 0; threadCpuMs(ownThreadNumber())! < before + 20; i++) expect(i).toBeLessThan(1_000_000);
    expect(threadCpuMs(0)).toBeUndefined();
    expect(threadCpuMs(2 ** 30)).toBeUndefined();
  });
});
