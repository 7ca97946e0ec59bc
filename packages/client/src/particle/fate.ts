import type { Notice } from '@noctiluca/network/client';

/** Things said of one particle that are remembered. */
const MAX_SAID = 4;

/** What is known of a particle that has left: where it went, and what peers said of it. */
export class Fate {
  readonly #said = new Set<string>();
  #sent: Uint8Array | undefined;
  #parcels = 0;
  #isRepeated = false;
  #cameBack = false;

  /** It goes to a relay with this data. */
  left(data: Uint8Array): void {
    this.#isRepeated ||= data === this.#sent;
    this.#sent = data;
    this.#parcels += 1;
  }

  /** Something of it came from a relay. */
  returned(): void {
    this.#cameBack = true;
  }

  heard({ peerId, text }: Notice): void {
    if (this.#said.size < MAX_SAID) this.#said.add(`peer ${peerId}: ${text}`);
  }

  /**
   * Whether no answer can come after this was said: the script does one thing after the other, or all that left was the one
   * parcel that this relay did not take. Of one that was sent twice another copy may be under way.
   */
  isOverWith(
    { isLost, peerId }: Notice,
    relayPeerId: string | undefined,
    isSequential: () => boolean,
  ): boolean {
    if (!isLost || this.#isRepeated) return false;
    const isAllOfIt = !this.#cameBack && this.#parcels === 1 && peerId === relayPeerId;
    return isAllOfIt || isSequential();
  }

  /** @param before known otherwise @returns undefined when nothing is known */
  reason(before?: string): string | undefined {
    const all = [...(before === undefined ? [] : [before]), ...this.#said];
    return all.length === 0 ? undefined : all.join('; ');
  }
}
