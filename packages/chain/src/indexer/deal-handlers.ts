import { dealEvents, dealFactoryEvents } from '../client/contracts.js';
import { toHex } from '../codec/hex.js';
import { cidKey, type Handler, on } from './handler.js';

/** What the factory says. */
export const factoryHandlers: readonly Handler[] = [
  on(dealFactoryEvents.DealCreated, ({ deals }, values, { timestamp }) => {
    deals.set(values.deal, {
      ...{ id: values.deal, createdAt: timestamp },
      ...{ token: values.paymentToken, price: values.pricePerWorkerEpoch },
      ...{ minWorkers: Number(values.minWorkers), targetWorkers: Number(values.targetWorkers) },
      maxWorkersPerProvider: Number(values.maxWorkersPerProvider),
      ...{ accessType: Number(values.providersAccessType_), accessList: values.providersAccessList_ },
      effectors: values.effectors.map(cidKey),
      units: new Set(),
    });
  }),
];

/** What a deal of that factory says. */
export const dealHandlers: readonly Handler[] = [
  on(dealEvents.WorkerIdUpdated, ({ units }, { computeUnitId, workerId }) => {
    const unit = units.get(toHex(computeUnitId));
    if (unit !== undefined) unit.workerId = toHex(workerId);
  }),
];
