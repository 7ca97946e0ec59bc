import type { ObservedService } from '../../src/deploy/plan.js';
import type { DeployTarget } from '../../src/deploy/target.js';

/** Stands for the hash a peer computes. */
export const blueprintOf = (name: string, hashes: readonly string[]): string => [name, ...hashes].join(':');

/** A deploy target that keeps its services in memory and can go away between any two calls that change something. */
export class MemoryPeer implements DeployTarget {
  readonly peerId = 'memory';
  readonly #owner: string;
  readonly #services = new Map<string, { blueprintId: string; aliases: Set<string> }>();
  #callsLeft = Number.POSITIVE_INFINITY;
  #made = 0;

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** Every change after this many fails. */
  failAfter(calls: number): void {
    this.#callsLeft = calls;
  }

  get size(): number {
    return this.#services.size;
  }

  blueprintBehind(alias: string): string | undefined {
    return [...this.#services.values()].find(({ aliases }) => aliases.has(alias))?.blueprintId;
  }

  async observe(): Promise<ObservedService[]> {
    return [...this.#services].map(([id, { blueprintId, aliases }]) => ({
      id,
      blueprintId,
      blueprintName: blueprintId.split(':')[0]!,
      type: 'service',
      ownerId: this.#owner,
      aliases: [...aliases],
    }));
  }

  async addModule({ hash }: { hash: string }): Promise<string> {
    this.#change();
    return hash;
  }

  async addBlueprint(name: string, hashes: readonly string[]): Promise<string> {
    this.#change();
    return blueprintOf(name, hashes);
  }

  async createService(blueprintId: string): Promise<string> {
    this.#change();
    const id = `s${++this.#made}`;
    this.#services.set(id, { blueprintId, aliases: new Set() });
    return id;
  }

  async addAlias(alias: string, serviceId: string): Promise<void> {
    this.#change();
    for (const { aliases } of this.#services.values()) aliases.delete(alias);
    this.#services.get(serviceId)?.aliases.add(alias);
  }

  async removeService(serviceId: string): Promise<void> {
    this.#change();
    this.#services.delete(serviceId);
  }

  #change(): void {
    if (this.#callsLeft-- <= 0) throw new Error('the peer is gone');
  }
}
