import type { Observed } from '../../src/observed.js';
import { ModelPeer } from './model-peer.js';

/** A worker that is nothing but its state; what is its own belongs to `PEER`. */
export class ModelWorker extends ModelPeer {
  id: string | undefined;
  active = true;
  nowSec = 1_700_000_000;

  override async observe(): Promise<Observed> {
    const worker = { id: this.id, active: this.active };
    return { ...(await super.observe([...this.items.keys()])), nowSec: this.nowSec, worker };
  }

  async installWorker(): Promise<string> {
    this.change();
    this.id = 'worker';
    return this.id;
  }
}
