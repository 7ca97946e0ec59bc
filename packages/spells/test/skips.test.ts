import { HOST_SCOPE } from '@noctiluca/host';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import type { Trigger } from '../src/bus/trigger.js';
import { WARNING_PAUSE_MS } from '../src/constants.js';
import { createSpellMetrics } from '../src/metrics.js';
import { createSkips } from '../src/skips.js';

const trigger: Trigger = { kind: 'peer', peerId: 'p', connected: true };

it('skipped triggers are warned of once in a while and counted always; a warning tells how many it left out', async () => {
  const warned: unknown[] = [];
  const registry = new Registry();
  let nowMs = 0;
  const logger: Logger = { ...silentLogger, warn: (fields: object) => warned.push(fields) };
  const skip = createSkips({
    metrics: createSpellMetrics(registry),
    logger,
    clock: { monotonicMs: () => nowMs },
  });
  const spell = { spellId: 'spell', scope: HOST_SCOPE };
  for (let n = 0; n < 4; n++) skip(spell, trigger, 'overlap');
  nowMs = WARNING_PAUSE_MS - 1;
  skip(spell, trigger, 'overlap');
  nowMs = WARNING_PAUSE_MS;
  skip(spell, trigger, 'overlap');
  expect(warned).toMatchObject([{ leftOut: 0 }, { leftOut: 4 }]);
  expect(await registry.metrics()).toContain('spell_triggers_skipped_total{reason="overlap"} 6');
});
