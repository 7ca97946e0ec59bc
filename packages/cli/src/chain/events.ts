import type { EventCodec, Receipt } from '@noctiluca/chain/client';

/** What all events of one kind in a receipt say. */
export function eventsOf<Values>({ logs }: Receipt, event: EventCodec<Values>): Values[] {
  return logs
    .filter(({ topics }) => topics[0] === event.topic)
    .map(({ topics, data }) => event.decode(topics, data));
}
