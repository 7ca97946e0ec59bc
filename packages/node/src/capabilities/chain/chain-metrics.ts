import { Counter, Gauge, type Registry } from 'prom-client';
import type { ChainPart } from './chain-part.js';

/** Metrics of the chain, read when they are asked for; `chain_listener_` has nox too (spec/nox.md §7.6), the others are ours. */
export function registerChainMetrics(registry: Registry, chain: Pick<ChainPart, 'peer' | 'watch'>): void {
  const registers = [registry];
  const state = () => chain.watch?.state;
  const transactions = () => (chain.watch === undefined ? undefined : chain.peer.transactions);
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      ...{ name, help, registers },
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  gauge(
    'chain_listener_last_seen_block',
    'Latest block of the chain that this peer knows',
    () => state()?.lastBlock ?? 0,
  );
  counter(
    'chain_listener_blocks_seen_total',
    'Blocks of the chain that were told',
    () => state()?.blocks ?? 0,
  );
  gauge('chain_connected', 'Whether the chain answers: 1 or 0', () => (state()?.connected ? 1 : 0));
  counter(
    'chain_reconnects_total',
    'WebSockets to the chain that were opened after the first',
    () => state()?.reconnects ?? 0,
  );
  counter(
    'chain_changes_total',
    'Times that deals of this peer were to be looked at',
    () => state()?.changes ?? 0,
  );
  counter(
    'chain_transactions_sent_total',
    'Transactions that the chain has taken',
    () => transactions()?.sent ?? 0,
  );
  counter(
    'chain_transactions_failed_total',
    'Transactions refused, failed, or in no block',
    () => transactions()?.failed ?? 0,
  );
}
