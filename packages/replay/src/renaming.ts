import { generateKeyPair, type KeyPair, type ParticleRecording } from '@noctiluca/particle';

/** An ed25519 peer id in a text. */
const PEER_ID = /12D3KooW[1-9A-HJ-NP-Za-km-z]{44}/g;

/** Exchanges the peers of a recording for others whose keys are at hand: AquaVM signs what it adds. */
export class Renaming {
  readonly #keys = new Map<string, KeyPair>();
  readonly #formers = new Map<string, string>();

  /** Keys are made, from randomness, for each peer that the recording names anywhere. */
  constructor({ particle, peers }: ParticleRecording) {
    const texts = [
      ...[particle.script, particle.initPeerId],
      ...peers.flatMap(({ peerId, steps }) => [
        peerId,
        ...steps.flatMap(({ results, outcome }) => [
          ...results.map(({ result }) => result),
          ...outcome.nextPeerIds,
        ]),
      ]),
    ];
    for (const text of texts) for (const [peerId] of text.matchAll(PEER_ID)) this.#add(peerId);
  }

  get keyPairs(): readonly KeyPair[] {
    return [...this.#keys.values()];
  }

  /** The text with the new ids. */
  to(text: string): string {
    return text.replace(PEER_ID, (peerId) => this.#keys.get(peerId)?.peerId ?? peerId);
  }

  /** The text with the ids of the recording. */
  from(text: string): string {
    return text.replace(PEER_ID, (peerId) => this.#formers.get(peerId) ?? peerId);
  }

  #add(peerId: string): void {
    if (this.#keys.has(peerId)) return;
    const keyPair = generateKeyPair();
    this.#keys.set(peerId, keyPair);
    this.#formers.set(keyPair.peerId, peerId);
  }
}
