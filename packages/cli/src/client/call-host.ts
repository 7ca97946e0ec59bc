import { type AvmPool, decodeCallRequests, encodeCallResults } from '@noctiluca/avm';
import { type MarineHost, NoctilucaMarineHost } from '@noctiluca/client';
import { createServiceRunner, type JsonValue } from '@noctiluca/marine';

type Arguments = Parameters<MarineHost['callService']>[2];
type Result = Awaited<ReturnType<MarineHost['callService']>>;

/** AquaVM that may still be starting. */
export interface StartingAvm {
  readonly pool: AvmPool;
  /** Rejects with an AvmError when it cannot start. */
  readonly started: Promise<void>;
}

/** What a host knows of the one call that its client makes. */
export interface ExactCall {
  /** JSON texts that the script gets, by the name it asks `getDataSrv` for. */
  readonly values: ReadonlyMap<string, string>;
  /** What the script answered. */
  response?: readonly JsonValue[];
}

/**
 * Runs AquaVM for js-client, which reads and writes numbers as JavaScript's and so rounds beyond 2^53; AquaVM does not. For
 * the client's own call this puts the exact values in place of js-client's, and reads the response as AquaVM has it.
 * Connecting does not wait for AquaVM, its first use does.
 */
export class CallHost extends NoctilucaMarineHost {
  readonly #started: Promise<void>;
  readonly #call: ExactCall;
  /** Names of values that the script asked for, by the id of the request. */
  readonly #asked = new Map<number, string>();

  constructor({ pool, started }: StartingAvm, call: ExactCall) {
    super({ avm: pool, runner: createServiceRunner() });
    this.#started = started;
    this.#call = call;
  }

  override async start(): Promise<void> {}

  override async callService(serviceId: string, functionName: string, args: Arguments): Promise<Result> {
    await this.#started;
    if (!isOwn(args)) return super.callService(serviceId, functionName, args);
    const result = await super.callService(serviceId, functionName, this.#exact(args));
    this.#note(Reflect.get(Object(result), 'call_requests'));
    return result;
  }

  /** js-client gives one call result at a time. */
  #exact(args: readonly unknown[]): Arguments {
    const [script, prevData, data, parameters, callResults] = args;
    const id = callIdOf(callResults as readonly number[]);
    const result = this.#call.values.get(this.#asked.get(id) ?? '');
    if (result === undefined) return args as Arguments;
    const exact = encodeCallResults(new Map([[id, { retCode: 0, result }]]));
    return [script, prevData, data, parameters, exact] as unknown as Arguments;
  }

  #note(callRequests: Uint8Array): void {
    for (const { id, serviceId, functionName, args } of decodeCallRequests(callRequests)) {
      if (serviceId === 'getDataSrv') this.#asked.set(id, functionName);
      if (serviceId === 'callbackSrv' && functionName === 'response') this.#call.response ??= args;
    }
  }
}

/** An invocation of AquaVM for a particle of this client's own: those of others come with their authors' signatures. */
function isOwn(args: unknown): args is readonly unknown[] {
  const parameters: unknown = Array.isArray(args) ? args[3] : undefined;
  if (typeof parameters !== 'object' || parameters === null) return false;
  const author: unknown = Reflect.get(parameters, 'init_peer_id');
  return author !== undefined && author === Reflect.get(parameters, 'current_peer_id');
}

/** The id in a MessagePack map of one entry behind its two bytes of prefix (spec/marine-abi.md §7.4); NaN when there is none. */
function callIdOf(callResults: readonly number[]): number {
  const [, , map, key] = callResults;
  if (map !== 0x81 || key === undefined || (key & 0xe0) !== 0xa0) return Number.NaN;
  return Number(String.fromCharCode(...callResults.slice(4, 4 + (key & 0x1f))));
}
