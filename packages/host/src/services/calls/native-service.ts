import type { CallParameters, JsonValue, ServiceInterface } from '@noctiluca/marine';
import type { ServiceType } from '../../ports/service-directory.js';
import type { ServiceRecord } from '../registry/records.js';
import type { ServiceCall } from './service-call.js';

/**
 * A kind of service written in TypeScript. Its services have ids, aliases, an owner and an interface as Marine services
 * have, and scripts cannot tell the difference; its state is its own, in the peer's store.
 */
export interface NativeService {
  /** Type of the records that belong to it. */
  readonly serviceType: Exclude<ServiceType, 'service'>;
  /** What `srv.info` and `srv.list` name as the blueprint: a CID, and the name it stands for. */
  readonly blueprint: { readonly id: string; readonly name: string };
  readonly interface: ServiceInterface;
  /**
   * Answers one call, on the peer's main thread. What it throws is the error text of the call.
   * @param parameters whose call it is (spec/nox.md §4.8), as a Marine module sees it
   */
  call(record: ServiceRecord, call: ServiceCall, parameters: CallParameters): JsonValue | Promise<JsonValue>;
  /** Removes the state of a service. Runs inside the store transaction that removes its record, so it must not wait. */
  forget(record: ServiceRecord): void;
}

/** The native services of a peer, by the type of their records. */
export class NativeServices {
  readonly #byType = new Map<ServiceType, NativeService>();

  /** Before the host starts. */
  add(native: NativeService): void {
    this.#byType.set(native.serviceType, native);
  }

  /** Undefined for a Marine service. */
  of({ serviceType }: Pick<ServiceRecord, 'serviceType'>): NativeService | undefined {
    return this.#byType.get(serviceType);
  }

  /** Within the transaction that removes the record. */
  forget(record: ServiceRecord): void {
    this.of(record)?.forget(record);
  }
}
