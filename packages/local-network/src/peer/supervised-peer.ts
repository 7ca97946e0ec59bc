import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@noctiluca/common/thrown';
import { RESTART_AFTER_MS, RESTART_AFTER_MS_MAX, RESTARTS_FORGIVEN_MS } from '../constants.js';
import type { LocalPeer } from '../state/local-state.js';
import type { PeerSpec } from './peer-spec.js';
import type { PeerApart, RunningPeer } from './running-peer.js';

export interface SupervisionComponents {
  start(spec: PeerSpec): Promise<PeerApart>;
  /** Takes sentences for the log of the network. */
  report(sentence: string): void;
}

/**
 * Starts a peer in a process of its own and starts it again, at the same ports, when that ends without being told; after a
 * pause that doubles as long as it keeps ending.
 * @throws what the first start throws
 */
export async function startSupervised(
  spec: PeerSpec,
  components: SupervisionComponents,
): Promise<RunningPeer> {
  const life = new AbortController();
  let current = await components.start(spec);
  const { peer } = current;
  const again = { ...spec, ports: portsOf(peer) };

  async function supervise(): Promise<void> {
    for (let afterMs = RESTART_AFTER_MS; ; afterMs = Math.min(afterMs * 2, RESTART_AFTER_MS_MAX)) {
      const startedAt = performance.now();
      const by = await current.ended;
      if (life.signal.aborted) return;
      if (performance.now() - startedAt > RESTARTS_FORGIVEN_MS) afterMs = RESTART_AFTER_MS;
      const next = await restarted(by, afterMs);
      if (next === undefined) return;
      current = next;
    }
  }

  async function restarted(by: string, firstMs: number): Promise<PeerApart | undefined> {
    for (let [afterMs, reason] = [firstMs, `its process ended (${by})`]; ; ) {
      components.report(`Peer ${spec.name}: ${reason}; it is started again in ${afterMs} ms`);
      await delay(afterMs, undefined, { signal: life.signal }).catch(() => {});
      if (life.signal.aborted) return undefined;
      try {
        const next = await components.start(again);
        components.report(`Peer ${spec.name} is up again (process ${next.pid})`);
        if (!life.signal.aborted) return next;
        await next.stop();
        return undefined;
      } catch (error) {
        [afterMs, reason] = [Math.min(afterMs * 2, RESTART_AFTER_MS_MAX), messageOf(error)];
      }
    }
  }

  const supervised = supervise();
  return {
    peer,
    get pid() {
      return current.pid;
    },
    workerOf: (dealId, signal) => current.workerOf(dealId, signal),
    async stop() {
      life.abort();
      await current.stop();
      await supervised;
    },
  };
}

/** The ports it took, so that whoever knows the peer finds it again. */
function portsOf({ multiaddrs, http }: LocalPeer): PeerSpec['ports'] {
  const portOf = (isWanted: (address: string) => boolean) =>
    Number(/\/tcp\/(\d+)/.exec(multiaddrs.find(isWanted) ?? '')?.[1] ?? 0);
  return {
    tcp: portOf((address) => !address.includes('/ws')),
    ws: portOf((address) => address.includes('/ws')),
    http: Number(new URL(http).port),
  };
}
