import { FakeClock } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompositeService } from '../src/composite-service.js';
import { LifecycleError, StopError } from '../src/errors.js';
import { type Behaviour, type Event, type ScriptedPart, scriptedPart } from './utils/scripted-part.js';

const START_LIMIT_MS = 100;
const STOP_LIMIT_MS = 40;

interface Plan {
  parts: { onStart: Behaviour; onStop: Behaviour; isExtra: boolean; dependsOn: number[] }[];
  /** Milliseconds after the start at which it is interrupted, and how. */
  interrupt: { atMs: number; how: 'stop' | 'abort' } | null;
}

const delays = fc.integer({ min: 1, max: 2 * STOP_LIMIT_MS });
const behaviour = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('ok' as const), afterMs: fc.nat({ max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ok' as const), afterMs: fc.constant(150) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), afterMs: delays }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'throw' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'hang' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'obey' as const }) },
);

const plans: fc.Arbitrary<Plan> = fc.record({
  parts: fc
    .array(
      fc.record({
        onStart: behaviour,
        onStop: behaviour,
        isExtra: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
        dependsOn: fc.array(fc.nat({ max: 11 }), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) =>
      parts.map((part, index) => ({
        ...part,
        // only earlier ones, so that any draw is acyclic; a default never waits for an extra one
        dependsOn: part.dependsOn.filter(
          (other) => other < index && (part.isExtra || !parts[other]!.isExtra),
        ),
      })),
    ),
  interrupt: fc.option(
    fc.record({
      atMs: fc.integer({ min: 0, max: 90 }),
      how: fc.constantFrom('stop' as const, 'abort' as const),
    }),
  ),
});

function waitsFor(plan: Plan, index: number): string[] {
  const part = plan.parts[index]!;
  const defaults = plan.parts.flatMap((other, at) => (part.isExtra && !other.isExtra ? [at] : []));
  return [...new Set([...part.dependsOn, ...defaults])].map((at) => `p${at}`);
}

const breaks = (behaviour: Behaviour, limitMs: number) =>
  behaviour.kind !== 'ok' || behaviour.afterMs >= limitMs;

async function run(plan: Plan, isReversed: boolean) {
  const clock = new FakeClock();
  const ledger: Event[] = [];
  const parts = plan.parts.map(({ onStart, onStop, dependsOn }, index) =>
    scriptedPart(clock, ledger, {
      name: `p${index}`,
      dependsOn: dependsOn.map((at) => `p${at}`),
      onStart,
      onStop,
    }),
  );
  const listed = (isExtra: boolean) => {
    const list = parts.filter((_, index) => plan.parts[index]!.isExtra === isExtra);
    return isReversed ? list.reverse() : list;
  };
  const composite = createCompositeService({
    name: 'node',
    services: listed(false),
    extra: listed(true),
    startTimeoutMs: START_LIMIT_MS,
    stopTimeoutMs: STOP_LIMIT_MS,
    clock,
  });
  const life = new AbortController();
  const starting = composite.start(life.signal);
  let interruptedStop: Promise<void> | undefined;
  if (plan.interrupt !== null) {
    const { atMs, how } = plan.interrupt;
    clock.schedule(() => {
      if (how === 'abort') life.abort(new Error('interrupted'));
      else interruptedStop = composite.stop();
      interruptedStop?.catch(() => {});
    }, atMs);
  }
  const started = await clock.until(starting);
  const upAfterStart = ledger.filter(({ what }) => what === 'up').map(({ part }) => part);
  const stopped = await clock.until(composite.stop());
  while (await clock.step());
  return { composite, parts, ledger, started, stopped, upAfterStart };
}

function assertOrder(plan: Plan, ledger: Event[], stopErrors: ReadonlySet<string>): void {
  const at = (part: string, what: Event['what']) =>
    ledger.findIndex((e) => e.part === part && e.what === what);
  for (const index of plan.parts.keys()) {
    const name = `p${index}`;
    if (at(name, 'start') === -1) continue;
    for (const dependency of waitsFor(plan, index)) {
      const up = at(dependency, 'up');
      expect(up, `${dependency} was up before ${name} started`).toBeGreaterThanOrEqual(0);
      expect(up, `${dependency} was up before ${name} started`).toBeLessThan(at(name, 'start'));
      expect(at(name, 'stop'), `${name} stopped before ${dependency}`).toBeLessThan(at(dependency, 'stop'));
      if (!stopErrors.has(name)) {
        expect(at(name, 'down'), `${name} was down before ${dependency}`).toBeGreaterThanOrEqual(0);
        expect(at(name, 'down'), `${name} was down before ${dependency}`).toBeLessThan(
          at(dependency, 'stop'),
        );
      }
    }
  }
}

function assertNothingRuns(parts: ScriptedPart[], ledger: Event[]): void {
  for (const { name, life } of parts) {
    const begun = ledger.some(({ part, what }) => part === name && what === 'start');
    const stops = ledger.filter(({ part, what }) => part === name && what === 'stop').length;
    expect(stops, `stops of ${name}`).toBe(begun ? 1 : 0);
    if (begun) expect(life()?.aborted, `life of ${name} has ended`).toBe(true);
  }
}

describe('any graph of parts, whatever fails', () => {
  it('starts and stops in order, names the culprit, and leaves nothing running', async () => {
    const seen = { ran: 0, failed: 0, timedOut: 0, aborted: 0, stopErrors: 0 };
    await fc.assert(
      fc.asyncProperty(plans, fc.boolean(), async (plan, isReversed) => {
        const { composite, parts, ledger, started, stopped, upAfterStart } = await run(plan, isReversed);
        const culprits = plan.parts.flatMap(({ onStart }, i) =>
          breaks(onStart, START_LIMIT_MS) ? [`p${i}`] : [],
        );
        const sour = plan.parts.flatMap(({ onStop }, i) => (breaks(onStop, STOP_LIMIT_MS) ? [`p${i}`] : []));
        let stopErrors: readonly LifecycleError[] = [];

        if (started.status === 'fulfilled') {
          seen.ran += 1;
          expect(culprits).toEqual([]);
          expect(upAfterStart).toHaveLength(parts.length);
          if (stopped.status === 'rejected') {
            expect(stopped.reason).toBeInstanceOf(StopError);
            stopErrors = (stopped.reason as StopError).errors;
          }
          expect(composite.state).toBe(sour.length === 0 ? 'stopped' : 'failed');
        } else {
          expect(started.reason).toBeInstanceOf(LifecycleError);
          const error = started.reason as LifecycleError;
          stopErrors = error.suppressed;
          expect(composite.state).toBe('failed');
          if (error.code === 'START_ABORTED') {
            seen.aborted += 1;
            expect(plan.interrupt).not.toBeNull();
          } else {
            seen[error.code === 'START_TIMEOUT' ? 'timedOut' : 'failed'] += 1;
            expect(culprits).toContain(error.part);
            expect(error.message).toContain(`'${error.part}'`);
            const script = plan.parts[Number(error.part?.slice(1))]!.onStart;
            const isThrown = script.kind === 'throw' || script.kind === 'fail';
            expect(error.code).toBe(isThrown ? 'START_FAILED' : 'START_TIMEOUT');
            if (isThrown) expect(error.cause).toMatchObject({ message: `${error.part} broke at start` });
          }
        }
        const blamed = new Set(stopErrors.map(({ part }) => part ?? ''));
        const begun = new Set(ledger.filter(({ what }) => what === 'start').map(({ part }) => part));
        expect([...blamed].sort()).toEqual(sour.filter((name) => begun.has(name)).sort());
        if (blamed.size > 0) seen.stopErrors += 1;
        assertOrder(plan, ledger, blamed);
        assertNothingRuns(parts, ledger);
      }),
      { numRuns: 400 },
    );
    // the draw must have met every case, or the property says little
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  });
});
