import { type ReadonlySignal, signal } from '@preact/signals';
import { askItem, askList } from '../api/lists.js';
import type { ServiceInterface, ServiceItem } from '../model/answers.js';
import type { Peer } from '../model/peer.js';

export interface Asked<T> {
  readonly value: T | undefined;
  readonly why: string;
}

const NOTHING_YET = { value: undefined, why: '' };

/** Services of one peer that have an interface. */
export function servicesOf(peer: Peer): ReadonlySignal<Asked<readonly ServiceItem[]>> {
  const asked = signal<Asked<readonly ServiceItem[]>>(NOTHING_YET);
  void askList<ServiceItem>(peer, 'services').then((answer) => {
    asked.value =
      'value' in answer
        ? { value: answer.value.filter(({ type }) => type !== 'spell'), why: '' }
        : { value: undefined, why: answer.why };
  });
  return asked;
}

/** What a service can be asked. */
export function interfaceOf(peer: Peer, service: ServiceItem): ReadonlySignal<Asked<ServiceInterface>> {
  const asked = signal<Asked<ServiceInterface>>(NOTHING_YET);
  void askItem<{ readonly interface: ServiceInterface }>(
    peer,
    'services',
    service.serviceId,
    service.scope,
  ).then((answer) => {
    asked.value =
      'value' in answer ? { value: answer.value.interface, why: '' } : { value: undefined, why: answer.why };
  });
  return asked;
}
