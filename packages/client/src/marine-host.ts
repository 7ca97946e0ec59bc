import type { ClientPeer } from '@fluencelabs/js-client';
import type { AvmPool } from '@noctiluca/avm';
import { EMPTY_CALL_PARAMETERS, type RunningService, type ServiceRunner } from '@noctiluca/marine';
import { ClientError } from './errors.js';
import { readInvocation, writeResult } from './invocation.js';

/** What js-client runs AquaVM and the Marine services of its user on. */
export type MarineHost = ConstructorParameters<typeof ClientPeer>[3];
type Arguments = Parameters<MarineHost['callService']>[2];
type Result = Awaited<ReturnType<MarineHost['callService']>>;

/** Name under which js-client calls AquaVM. */
const AVM = 'avm';
const STOP_MS = 5000;

export interface MarineHostComponents {
  readonly avm: AvmPool;
  readonly runner: ServiceRunner;
}

/** js-client's port for WebAssembly, on this runtime instead of marine-js. */
export class NoctilucaMarineHost implements MarineHost {
  readonly #avm: AvmPool;
  readonly #runner: ServiceRunner;
  /** Those that are up or coming up. */
  readonly #services = new Map<string, Promise<RunningService>>();

  constructor({ avm, runner }: MarineHostComponents) {
    this.#avm = avm;
    this.#runner = runner;
  }

  /** @throws AvmError `AVM_MODULE` */
  async start(): Promise<void> {
    await this.#avm.start(new AbortController().signal);
  }

  async stop(): Promise<void> {
    this.#services.clear();
    await Promise.all([this.#avm.stop(AbortSignal.timeout(STOP_MS)), this.#runner.close()]);
  }

  /** Starts a service of one module. @throws ClientError `SERVICE_EXISTS`; MarineError when it does not start */
  async createService(wasm: ArrayBuffer | SharedArrayBuffer, serviceId: string): Promise<void> {
    if (serviceId === AVM || this.#services.has(serviceId)) {
      throw new ClientError('SERVICE_EXISTS', `The client has a service '${serviceId}' already`);
    }
    const modules = [{ config: { name: serviceId }, wasm: new Uint8Array(wasm).slice() }];
    const starting = this.#runner.create({ serviceId, modules });
    this.#services.set(serviceId, starting);
    try {
      await starting;
    } catch (error) {
      this.#services.delete(serviceId);
      throw error;
    }
  }

  async removeService(serviceId: string): Promise<void> {
    const starting = this.#services.get(serviceId);
    this.#services.delete(serviceId);
    // One that does not start has told who asked for it.
    const service = await starting?.catch(() => undefined);
    await service?.stop();
  }

  async hasService(serviceId: string): Promise<boolean> {
    return this.#services.has(serviceId);
  }

  /** @throws ClientError `SERVICE_NOT_FOUND`, `UNKNOWN_INVOCATION`; AvmError; MarineError */
  async callService(serviceId: string, functionName: string, args: Arguments): Promise<Result> {
    if (serviceId === AVM) return this.#invoke(args);
    const service = await this.#services.get(serviceId);
    if (service === undefined) {
      throw new ClientError('SERVICE_NOT_FOUND', `The client has no service '${serviceId}'`);
    }
    return JSON.parse(await service.call(functionName, JSON.stringify(args), EMPTY_CALL_PARAMETERS));
  }

  async #invoke(args: Arguments): Promise<Result> {
    const { request, callResults } = readInvocation(args);
    const outcome = await this.#avm.runEncoded(request, callResults, request.particleId);
    // js-client says JSON and means this record, whose bytes it turns into arrays of bytes.
    return writeResult(outcome) as unknown as Result;
  }
}
