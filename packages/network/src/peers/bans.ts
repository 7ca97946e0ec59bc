import { BoundedMap } from '@noctiluca/common/bounded-map';
import { MAX_TRACKED_FAILURES } from '../constants.js';

interface Failures {
  count: number;
  /** Zero while not banned. */
  bannedUntilMs: number;
}

/** Peers that were looked for in vain too often; looking again waits for the cooldown (spec/nox.md §1.9). */
export class Bans {
  readonly #failures = new BoundedMap<string, Failures>(MAX_TRACKED_FAILURES);
  readonly #threshold: number;
  readonly #cooldownMs: number;

  constructor(init: { failThreshold: number; banCooldownMs: number }) {
    this.#threshold = init.failThreshold;
    this.#cooldownMs = init.banCooldownMs;
  }

  isBanned(peerId: string, nowMs: number): boolean {
    const failures = this.#failures.get(peerId);
    if (failures === undefined || failures.bannedUntilMs === 0) return false;
    if (nowMs < failures.bannedUntilMs) return true;
    this.#failures.delete(peerId);
    return false;
  }

  /** @returns true when this failure led to the ban */
  failed(peerId: string, nowMs: number): boolean {
    const failures = this.#failures.get(peerId) ?? { count: 0, bannedUntilMs: 0 };
    failures.count++;
    if (failures.count >= this.#threshold) failures.bannedUntilMs = nowMs + this.#cooldownMs;
    this.#failures.set(peerId, failures);
    return failures.bannedUntilMs > 0;
  }

  /** @returns whether it had failed before */
  succeeded(peerId: string): boolean {
    return this.#failures.delete(peerId);
  }
}
