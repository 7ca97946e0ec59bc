import type { Worker } from '@noctiluca/host';
import type { SpellView } from '@noctiluca/spells';
import { describe, expect, it } from 'vitest';
import { observeWorkers } from '../../../src/capabilities/decider/observe-workers.js';

const WORKER: Worker = { workerId: 'w', dealId: 'aa', creatorPeerId: 'host', active: true, cuIds: [] };

interface Given {
  readonly worker?: Partial<Worker>;
  readonly definition?: string;
  readonly states?: readonly string[];
  readonly isRunning?: boolean;
  readonly nextRunMs?: number;
}

function observed({ worker, definition, states = [], isRunning = false, nextRunMs }: Given) {
  const view = {
    ...{ isRunning, nextRunMs },
    value: (key: string) => (key === 'h_worker_def_cid' ? definition : undefined),
    list: (key: string) => (key === '__installation_spell_status__' ? states : []),
  } as unknown as SpellView;
  const [found] = observeWorkers({
    host: { hostPeerId: 'host', workers: { list: () => [{ ...WORKER, ...worker }] } as never },
    spells: { get: (_, alias) => (alias === 'worker-spell' && definition !== undefined ? view : undefined) },
    nowMs: () => 1000,
  });
  return found!;
}

const DONE = '{"state":"INSTALLATION_SUCCESSFUL"}';

describe('a worker, as the decider sees it', () => {
  it('is its own or not, active or not', () => {
    expect(observed({})).toEqual({
      ...{ dealId: 'aa', workerId: 'w', isActive: true, isOwn: true },
      spell: { ok: true, installed: undefined },
    });
    const foreign = { worker: { creatorPeerId: 'cli', active: false } };
    expect(observed(foreign)).toMatchObject({ isOwn: false, isActive: false });
  });

  it.each([
    [{ states: [DONE] }, true],
    [{ states: [DONE], nextRunMs: 1001 }, true],
    [{ states: ['{"state":"INSTALLATION_FAILED"}', DONE] }, true],
    [{ states: [DONE, '{"state":"INSTALLATION_IN_PROGRESS"}'] }, false],
    [{ states: [] }, false],
    [{ states: ['no json'] }, false],
    [{ states: ['null'] }, false],
    [{ states: [DONE], isRunning: true }, false],
    [{ states: [DONE], nextRunMs: 1000 }, false],
  ])('has installed its definition: %j is %s', (given, isDone) => {
    expect(observed({ definition: '"bafy"', ...given }).spell).toMatchObject({
      installed: { appCid: 'bafy', isDone },
    });
  });

  it.each(['bafy', '7', '{}', ''])(
    'has the definition of nothing when it was written over: %j',
    (definition) => {
      expect(observed({ definition }).spell).toMatchObject({ installed: { appCid: '' } });
    },
  );

  it('is not looked into when the store cannot be read', () => {
    const [worker] = observeWorkers({
      host: { hostPeerId: 'host', workers: { list: () => [WORKER] } as never },
      spells: {
        get: () => {
          throw new Error('the store is closed');
        },
      },
      nowMs: () => 0,
    });
    expect(worker!.spell).toEqual({ ok: false, error: 'the store is closed' });
  });
});
