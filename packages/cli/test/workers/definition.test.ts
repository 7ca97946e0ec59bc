import { describe, expect, it } from 'vitest';
import { definitionCid, readClocks, recordedClocks, resolveTriggers } from '../../src/workers/definition.js';
import type { DesiredWorker } from '../../src/workers/desired.js';
import { desiredSpell } from './desired-worker.js';

/** From spec/workers-deploy-trace.log: what the real CLI uploaded, and the CID that Kubo's RPC gave to it. */
const TRACED: DesiredWorker = {
  name: 'myWorker',
  services: [
    {
      name: 'greet',
      blueprintId: '',
      modules: [
        {
          name: 'greeting',
          wasm: '',
          cid: 'bafkreigix5tehrvu6p4uenjyturtm5f5vdxqcw2waqggk4to76oxsebe4u',
        },
      ],
      memoryLimit: 2_000_000_000,
    },
  ],
  spells: [
    {
      ...desiredSpell('sp', { clock: { periodSec: 60, endDelaySec: 1800 } }),
      scriptCid: 'bafkreieirl2rd2nqu6bnysopjuymtvc2vzuxybbgfws7z3hgyfovdwbc5m',
    },
  ],
};

describe('the definition of a worker', () => {
  it('has the CIDs of the trace, without uploading', () => {
    const triggers = resolveTriggers(TRACED.spells, {}, 1_795_291_423 - 1800);
    expect(triggers.get('sp')?.cid).toBe('bafkreicsgdrqmfvedd3im4anxkvll3uouspw7yb2vz757scjxfanzjsco4');
    expect(TRACED.spells[0]?.initArgsCid).toBe('bafkreicecnx2gvntm6fbcrvnc336qze6st5u7qq7457igegamd3bzkx7ri');
    expect(definitionCid(TRACED, triggers)).toBe(
      'bafkreigdeltfz6ufnb26iwpalzy75fzpizteen6yxej3miuil7vrbdicka',
    );
  });
});

describe('clocks that count from their deployment', () => {
  const clock = { periodSec: 60, endDelaySec: 1800 };
  const spells = [desiredSpell('tick', { clock })];
  const then = recordedClocks(spells, resolveTriggers(spells, {}, 1000));

  it('stay as they were while they are written the same', () => {
    const now = resolveTriggers(spells, readClocks(JSON.parse(JSON.stringify(then))), 9999);
    expect(now.get('tick')?.config.clock.end_sec).toBe(2800);
  });

  it.each([
    ['another delay', { periodSec: 60, endDelaySec: 60 }, 10_059],
    ['no delay', { periodSec: 60 }, 0],
  ])('start anew with %s', (_what, changed, end) => {
    const now = resolveTriggers([desiredSpell('tick', { clock: changed })], then, 9999);
    expect(now.get('tick')?.config.clock.end_sec).toBe(end);
  });

  it('are recorded, others are not', () => {
    const all = [...spells, desiredSpell('always')];
    expect(Object.keys(recordedClocks(all, resolveTriggers(all, {}, 1)))).toEqual(['tick']);
  });

  it.each([[null], ['text'], [{ tick: null }], [{ tick: { clock: {}, config: { clock: 'x' } } }]])(
    'are none in the record %j',
    (record) => {
      expect(readClocks(record)).toEqual({});
    },
  );
});
