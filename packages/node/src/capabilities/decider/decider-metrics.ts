import type { DeciderStatus } from '@noctiluca/chain/peer';
import { Gauge, type Registry } from 'prom-client';

/** Metrics of the decider, read when they are asked for. Ours: upstream's is a spell and has none. */
export function registerDeciderMetrics(
  registry: Registry,
  decider: { status(): Pick<DeciderStatus, 'deals' | 'workers' | 'failingDeals'> | undefined },
): void {
  const gauge = (name: string, help: string, field: 'deals' | 'workers' | 'failingDeals') =>
    new Gauge({
      ...{ name, help, registers: [registry] },
      collect() {
        this.set(decider.status()?.[field] ?? 0);
      },
    });
  gauge('decider_deals', 'Deals that units of this peer are in, as last listed', 'deals');
  gauge('decider_workers', 'Workers that were made for deals', 'workers');
  gauge('decider_deals_failing', 'Deals whose last step failed', 'failingDeals');
}
