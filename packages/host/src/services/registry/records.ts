import { HOST_SCOPE } from '../../access/peer-scope.js';
import type { PeerScope } from '../../host.js';
import type { ServiceType } from '../../ports/service-directory.js';

// Type aliases, not interfaces: only these are assignable to the store's index signature.

/** A wasm module; key: its CID. */
export type ModuleRecord = {
  /** Import name: what later modules of a service link against. */
  name: string;
  loggerEnabled: boolean;
  /** Import name to path of the executable. */
  mountedBinaries: { [importName: string]: string };
  /** Size of the wasm. Records of version 0.1.0 have none and count as nothing. */
  sizeBytes?: number;
};

/** A blueprint; key: its id. */
export type BlueprintRecord = {
  name: string;
  /** CIDs in link order, the facade last. */
  dependencies: string[];
};

/** A service; key: `<scope>/<service id>`. */
export type ServiceRecord = {
  serviceId: string;
  serviceType: ServiceType;
  blueprintId: string;
  /** Peer that asked for it. */
  ownerId: string;
  /** Worker it belongs to; `''` on the host. */
  workerId: string;
  /** In the order they were given; the table of aliases says the same, and both change in one transaction. */
  aliases: string[];
  /** Id of the service whose files it took over; absent: its files are its own. */
  filesOf?: string;
};

/** Name of the directory a service keeps files in. */
export function filesId({ serviceId, filesOf }: Pick<ServiceRecord, 'serviceId' | 'filesOf'>): string {
  return filesOf ?? serviceId;
}

/** An alias; key: `<scope>/<alias>`. */
export type AliasRecord = { serviceId: string };

export function scopeOfRecord(record: ServiceRecord): PeerScope {
  return record.workerId === '' ? HOST_SCOPE : { kind: 'worker', workerId: record.workerId };
}
