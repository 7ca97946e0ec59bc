import { messageOf } from '@noctiluca/common/thrown';
import type { PeerScope, ServiceRecord } from '@noctiluca/host';
import type { Logger } from '@noctiluca/lifecycle';
import type { SpellManager } from './spell-manager.js';

/** Takes stored triggers into force. A spell that cannot be scheduled stays, for its owner to look at. */
export class SpellSchedules {
  readonly #manager: Pick<SpellManager, 'schedule' | 'list'>;
  readonly #logger: Logger;
  /** Spells that could not be scheduled, and why. */
  readonly #failures = new Map<string, string>();

  constructor(manager: Pick<SpellManager, 'schedule' | 'list'>, logger: Logger) {
    this.#manager = manager;
    this.#logger = logger;
  }

  /** For `describe()`. */
  get notRestored(): { readonly spellId: string; readonly reason: string }[] {
    return [...this.#failures].map(([spellId, reason]) => ({ spellId, reason }));
  }

  restoreAll(scope: PeerScope): void {
    for (const record of this.#manager.list(scope)) this.restore(record);
  }

  restore(record: ServiceRecord): void {
    const { serviceId: spellId } = record;
    this.forget(spellId);
    try {
      const willRun = this.#manager.schedule(record);
      this.#logger.debug(
        { spellId },
        willRun ? 'Scheduled spell' : 'Spell has no trigger left, or its worker rests',
      );
    } catch (error) {
      this.#failures.set(spellId, messageOf(error));
      this.#logger.warn({ spellId, err: error }, 'A spell cannot be scheduled; it stays');
    }
  }

  /** The spell is gone. */
  forget(spellId: string): void {
    this.#failures.delete(spellId);
  }
}
