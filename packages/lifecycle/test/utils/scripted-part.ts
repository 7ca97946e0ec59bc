import type { FakeClock } from '@noctiluca/testing';
import type { NodeService } from '../../src/node-service.js';

/** How one half of a part's life goes. `hang` never ends, `obey` ends (with a throw) only when its signal is aborted. */
export type Behaviour =
  | { kind: 'ok' | 'fail'; afterMs: number }
  | { kind: 'throw' }
  | { kind: 'hang' }
  | { kind: 'obey' };

export type Event = { part: string; what: 'start' | 'up' | 'stop' | 'down' };

export interface ScriptedPart extends NodeService {
  /** The signal given to start. */
  life(): AbortSignal | undefined;
}

export const quick: Behaviour = { kind: 'ok', afterMs: 0 };

export interface Script {
  name: string;
  dependsOn?: readonly string[];
  onStart?: Behaviour;
  onStop?: Behaviour;
  startTimeoutMs?: number;
  stopTimeoutMs?: number;
}

/** A part that does as its script says and writes down when. */
export function scriptedPart(clock: FakeClock, ledger: Event[], script: Script): ScriptedPart {
  const { name, onStart = quick, onStop = quick, ...declared } = script;
  let lifeSignal: AbortSignal | undefined;
  return {
    name,
    ...declared,
    life: () => lifeSignal,
    start(signal) {
      lifeSignal = signal;
      ledger.push({ part: name, what: 'start' });
      return act(clock, onStart, signal, `${name} broke at start`).then(() => {
        ledger.push({ part: name, what: 'up' });
      });
    },
    stop(signal) {
      ledger.push({ part: name, what: 'stop' });
      return act(clock, onStop, signal, `${name} broke at stop`).then(() => {
        ledger.push({ part: name, what: 'down' });
      });
    },
  };
}

function act(clock: FakeClock, behaviour: Behaviour, signal: AbortSignal, message: string): Promise<void> {
  switch (behaviour.kind) {
    case 'ok':
      return behaviour.afterMs === 0 ? Promise.resolve() : clock.delay(behaviour.afterMs);
    case 'fail':
      return clock.delay(behaviour.afterMs).then(() => {
        throw new Error(message);
      });
    case 'throw':
      throw new Error(message);
    case 'hang':
      return new Promise(() => {});
    case 'obey':
      return new Promise((_, reject) => {
        const end = () => reject(signal.reason);
        if (signal.aborted) end();
        else signal.addEventListener('abort', end, { once: true });
      });
  }
}
