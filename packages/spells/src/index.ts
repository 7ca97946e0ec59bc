/**
 * Spells: code that lives on a peer and runs by itself, triggered by a clock or by connections. Their storage and
 * functions, their triggers, and the sorcerer that runs them.
 *
 * ```ts
 * const spells = createSpells({}, { store, host, aquamarine, connections });
 * host.extend({ nativeServices: [spells.service], builtins: spells.builtins });
 * // … start the store, the host and aquamarine, then
 * await spells.start(signal);
 * spells.startScheduling();
 *
 * const everyMinute = { ...NO_TRIGGERS, clock: { start_sec: 1, end_sec: 0, period_sec: 60 } };
 * const scope = { kind: 'host' } as const;
 * await spells.install({ scope, script, data: { greeting: 'hello' }, triggerConfig: everyMinute, alias: 'greeter' });
 * ```
 *
 * @packageDocumentation
 */

export type { CatchUp } from './bus/clock-plan.js';
export type { SpellClock } from './clock.js';
export { createSpells } from './create-spells.js';
export { SpellError, type SpellErrorCode } from './errors.js';
export type { SpellsComponents, SpellsInit } from './init.js';
export type { SpellHost } from './spell-host.js';
export type { Overlap } from './spell-run-queue.js';
export type { NewSpell, SpellChange, Spells, SpellView } from './spells.js';
export { checkTriggerConfig, NO_TRIGGERS, type TriggerConfig } from './trigger-config.js';
export { createVirtualClock, type VirtualClock, type VirtualClockInit } from './virtual-clock.js';
