import type { ParticleRun, ParticleRunner, RunEnd, RunFailure } from '@noctiluca/aquamarine';
import { messageOf } from '@noctiluca/common/thrown';
import type { Logger } from '@noctiluca/lifecycle';
import { createParticle, type KeyPair, type Particle } from '@noctiluca/particle';
import { type SpellPlace, type Trigger, triggerJson } from './bus/trigger.js';
import { SpellError } from './errors.js';
import type { SkipReason, SpellMetrics } from './metrics.js';
import { peerIdOf, type SpellHost } from './spell-host.js';
import { COUNTER_KEY, type SpellStorage, TRIGGER_KEY } from './storage/spell-storage.js';

export interface SorcererInit {
  /** Life of a particle, milliseconds. */
  readonly particleTtlMs: number;
  /** How long a run that left for other peers is followed, milliseconds. */
  readonly awayMs: number;
}

export interface SorcererComponents {
  readonly storage: SpellStorage;
  readonly host: Pick<SpellHost, 'keyPairOf' | 'hostPeerId'>;
  readonly aquamarine: Pick<ParticleRunner, 'run'>;
  /** Called for a spell that is not there any more. */
  readonly onGone: (spell: SpellPlace) => void;
  readonly onSkip: (spell: SpellPlace, trigger: Trigger, reason: SkipReason, detail: string) => void;
  /** By the peer's clock. */
  readonly nowMs: () => number;
  readonly metrics: SpellMetrics;
  readonly logger: Logger;
}

/** Runs spells, each with a particle of its own (spec/nox.md §5.3). */
export class Sorcerer {
  readonly #init: SorcererInit;
  readonly #components: SorcererComponents;

  constructor(init: SorcererInit, components: SorcererComponents) {
    this.#init = init;
    this.#components = components;
  }

  /** Runs a spell once. Never rejects; undefined when nothing ran, which is reported. */
  async cast(spell: SpellPlace, trigger: Trigger): Promise<ParticleRun | undefined> {
    try {
      return this.#begin(spell, await this.#particleOf(spell, trigger));
    } catch (error) {
      const { onSkip, onGone } = this.#components;
      const isGone = error instanceof SpellError && error.code === 'NOT_FOUND';
      onSkip(spell, trigger, isGone ? 'gone' : 'failed', messageOf(error));
      if (isGone) onGone(spell);
      return undefined;
    }
  }

  async #particleOf(spell: SpellPlace, trigger: Trigger): Promise<Particle> {
    const { storage } = this.#components;
    const keyPair = this.#requireKey(spell);
    const number = await this.#count(spell, trigger);
    const script = storage.script(spell.spellId);
    if (script === undefined) throw gone(spell);
    return createParticle({
      id: `spell_${spell.spellId}_${number}`,
      script,
      ttl: this.#init.particleTtlMs,
      timestampMs: Date.now(),
      keyPair,
    });
  }

  #requireKey({ spellId, scope }: SpellPlace): KeyPair {
    const keyPair = this.#components.host.keyPairOf(scope);
    if (keyPair !== undefined) return keyPair;
    throw new SpellError('NO_KEY', `There is no key of the peer that spell ${spellId} is on`);
  }

  /** The number of this run. What is written is durable before it begins: no number is used twice. */
  #count({ spellId }: SpellPlace, trigger: Trigger): Promise<number> {
    const { storage } = this.#components;
    return storage.transaction(() => {
      storage.require(spellId);
      const number = storage.runs(spellId);
      storage.values.setOwn(spellId, COUNTER_KEY, (number + 1) >>> 0);
      storage.values.setOwn(spellId, TRIGGER_KEY, triggerJson(trigger));
      const schedule = storage.schedule(spellId);
      if (schedule !== undefined) {
        const next = trigger.kind === 'timer' ? { nextIndex: trigger.nextIndex } : {};
        storage.setSchedule(spellId, { ...schedule, ...next, lastRunMs: this.#components.nowMs() });
      }
      return number;
    });
  }

  #begin(spell: SpellPlace, particle: Particle): ParticleRun {
    const { aquamarine, metrics } = this.#components;
    const startedMs = performance.now();
    const run = aquamarine.run(particle, { awayMs: this.#init.awayMs });
    metrics.created();
    void run.idle.then(() => metrics.ran(performance.now() - startedMs));
    void run.over.then((end) => this.#finish(spell, particle, end));
    return run;
  }

  async #finish(spell: SpellPlace, particle: Particle, { ended, failure }: RunEnd): Promise<void> {
    const { metrics, logger } = this.#components;
    const { spellId } = spell;
    metrics.ended(ended, failure !== undefined);
    logger.debug({ spellId, particleId: particle.id, ended, failure }, 'Spell ran');
    if (failure === undefined || ended === 'stopped') return;
    try {
      await this.#store(spell, particle, failure);
    } catch (error) {
      logger.warn({ spellId, err: error, failure }, 'The failure of a spell was not stored');
    }
  }

  #store({ spellId, scope }: SpellPlace, particle: Particle, failure: RunFailure): Promise<void> {
    const { storage, host } = this.#components;
    const last_error = {
      error_code: failure.retCode,
      instruction: '',
      message: failure.message,
      peer_id: peerIdOf(host, scope),
    };
    return storage.transaction(() => {
      if (storage.get(spellId) === undefined) return;
      storage.errors.add(spellId, particle.id, particle.timestamp, { last_error, error_idx: 0 });
    });
  }
}

function gone({ spellId }: SpellPlace): SpellError {
  return new SpellError('NOT_FOUND', `Spell ${spellId} has no script`);
}
