import type { RunningService, ServiceRunner, ServiceRunnerInit } from '@noctiluca/marine';
import { ClientError } from '../errors.js';
import type { JSONArray, JSONValue } from '../json.js';

interface MarineServiceEntry {
  readonly wasm: Uint8Array;
  /** The service when it is up or coming up; none between a disconnect and the first call after it. */
  running: Promise<RunningService> | undefined;
}

/** Marine services of the client, on threads that are made for the first of them. */
export class MarineServices {
  readonly #init: ServiceRunnerInit;
  readonly #services = new Map<string, MarineServiceEntry>();
  #runner: Promise<ServiceRunner> | undefined;

  constructor(init: ServiceRunnerInit = {}) {
    this.#init = init;
  }

  has(serviceId: string): boolean {
    return this.#services.has(serviceId);
  }

  /** Starts a service of one module. @throws ClientError `SERVICE_EXISTS`; MarineError when it does not start */
  async create(wasm: ArrayBuffer | SharedArrayBuffer | Uint8Array, serviceId: string): Promise<void> {
    if (this.#services.has(serviceId)) throw existsError(serviceId);
    const entry: MarineServiceEntry = { wasm: bytesOf(wasm), running: undefined };
    this.#services.set(serviceId, entry);
    try {
      await this.#running(entry, serviceId);
    } catch (error) {
      this.#services.delete(serviceId);
      throw error;
    }
  }

  #running(entry: MarineServiceEntry, serviceId: string): Promise<RunningService> {
    entry.running ??= this.#start(entry.wasm, serviceId);
    return entry.running;
  }

  async #start(wasm: Uint8Array, serviceId: string): Promise<RunningService> {
    this.#runner ??= import('@noctiluca/marine').then(({ createServiceRunner }) =>
      createServiceRunner(this.#init),
    );
    const runner = await this.#runner;
    return runner.create({ serviceId, modules: [{ config: { name: serviceId }, wasm }] });
  }

  async remove(serviceId: string): Promise<void> {
    const entry = this.#services.get(serviceId);
    this.#services.delete(serviceId);
    // One that does not start has told who asked for it.
    const service = await entry?.running?.catch(() => undefined);
    await service?.stop();
  }

  /** @throws ClientError `SERVICE_NOT_FOUND`; MarineError */
  async call(serviceId: string, fnName: string, args: JSONArray): Promise<JSONValue> {
    const entry = this.#services.get(serviceId);
    if (entry === undefined) {
      throw new ClientError('SERVICE_NOT_FOUND', `The client has no service '${serviceId}'`);
    }
    const service = await this.#running(entry, serviceId);
    const { EMPTY_CALL_PARAMETERS } = await import('@noctiluca/marine');
    return JSON.parse(await service.call(fnName, JSON.stringify(args), EMPTY_CALL_PARAMETERS));
  }

  /** Ends the threads; what was registered starts again when it is called. */
  async stop(): Promise<void> {
    const runner = this.#runner;
    this.#runner = undefined;
    for (const entry of this.#services.values()) entry.running = undefined;
    await (await runner)?.close();
  }
}

/** A copy, so that its owner may go on with the bytes. */
function bytesOf(wasm: ArrayBuffer | SharedArrayBuffer | Uint8Array): Uint8Array {
  return wasm instanceof Uint8Array ? wasm.slice() : new Uint8Array(wasm as ArrayBuffer).slice();
}

export function existsError(serviceId: string): ClientError {
  return new ClientError('SERVICE_EXISTS', `Service with '${serviceId}' id already exists`);
}
