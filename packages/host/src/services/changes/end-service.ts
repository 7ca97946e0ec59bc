import type { ServiceDirectories } from '../instances/service-directories.js';
import type { ServiceInstances } from '../instances/service-instances.js';
import type { ServiceRecord } from '../registry/records.js';

export interface EndServiceComponents {
  readonly instances: ServiceInstances;
  /** Undefined: services have no files. */
  readonly directories: ServiceDirectories | undefined;
}

/** Ends what a service that exists no more has left. */
export async function endService(
  { instances, directories }: EndServiceComponents,
  record: ServiceRecord,
): Promise<void> {
  await instances.drop(record.serviceId);
  await directories?.remove(record);
}
