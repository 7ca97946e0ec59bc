import { randomUUID } from 'node:crypto';
import type { PeerScope } from '../../host.js';
import type { ServiceRecord } from '../registry/records.js';

/** Of a service that is about to be made, without aliases. */
export function newRecord(
  scope: PeerScope,
  facts: Pick<ServiceRecord, 'serviceType' | 'blueprintId' | 'ownerId'>,
): ServiceRecord {
  const workerId = scope.kind === 'worker' ? scope.workerId : '';
  return { serviceId: randomUUID(), ...facts, workerId, aliases: [] };
}
