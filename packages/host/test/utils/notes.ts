import type { Store, StoreTable } from '@noctiluca/store';
import type { NativeService } from '../../src/services/calls/native-service.js';

/** A small native service that takes the place of spells: keeps one text each, and tells who called. */
export function notesService({ store }: { store: Store }): NativeService {
  const notes: StoreTable<string> = store.table<string>('test-notes');
  return {
    serviceType: 'spell',
    blueprint: { id: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku', name: 'spell' },
    interface: {
      function_signatures: [{ name: 'read', arguments: [], output_types: ['string'] }],
      record_types: [],
    },
    async call({ serviceId }, { functionName, args }, { particle }) {
      if (functionName === 'write') {
        await store.transaction(() => notes.put(serviceId, String(args[0])));
        return true;
      }
      if (functionName !== 'read') throw new Error(`there is no ${functionName}`);
      return `${notes.get(serviceId)} (for ${particle.initPeerId.slice(-4)})`;
    },
    forget: ({ serviceId }) => notes.remove(serviceId),
  };
}

export const noteOf = (store: Store, serviceId: string) => store.table<string>('test-notes').get(serviceId);
