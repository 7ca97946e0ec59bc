import type { AvmOutcome, AvmRequest, AvmRunner, AvmRunOptions, CallRequest } from '@noctiluca/avm';
import type { CallContext, FunctionCall, FunctionOutcome, PeerScope } from '@noctiluca/host';
import type { ConnectionEvent, Contact, ContactResolution, Notice, SendResult } from '@noctiluca/network';
import type { Particle } from '@noctiluca/particle';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (data: Uint8Array): string => new TextDecoder().decode(data);

export function outcome(parts: Partial<AvmOutcome> = {}): AvmOutcome {
  return {
    retCode: 0,
    errorMessage: '',
    data: bytes('data'),
    nextPeerIds: [],
    callRequests: [],
    exceeded: { air: false, particle: false, callResult: false },
    ...parts,
  };
}

export function request(id: number, functionName = 'noop', serviceId = 'op'): CallRequest {
  return { id, serviceId, functionName, args: [], tetraplets: [] };
}

export interface Run {
  readonly request: AvmRequest;
  readonly affinity: string;
  readonly options: AvmRunOptions | undefined;
  readonly finish: (parts?: Partial<AvmOutcome>) => void;
  readonly fail: (code: string, ranMs?: number) => void;
}

/** An AVM whose invocations end when and as the test says. */
export class ScriptedAvm implements AvmRunner {
  readonly runs: Run[] = [];
  /** Answers at once instead, when set. */
  answer: ((request: AvmRequest) => Partial<AvmOutcome>) | undefined;

  run(request: AvmRequest, affinity: string, options?: AvmRunOptions): Promise<AvmOutcome> {
    return new Promise((resolve, reject) => {
      const run: Run = {
        request,
        affinity,
        options,
        finish: (parts) => resolve(outcome(parts)),
        fail: (code, ranMs = 0) => reject(Object.assign(new Error(`failed with ${code}`), { code, ranMs })),
      };
      this.runs.push(run);
      if (this.answer !== undefined) run.finish(this.answer(request));
    });
  }

  get last(): Run {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error('the AVM was not run');
    return run;
  }
}

export interface Call {
  readonly call: FunctionCall;
  readonly context: CallContext;
  readonly answer: (outcome: FunctionOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** A host whose calls are answered by the test. */
export class ScriptedHost {
  readonly calls: Call[] = [];
  readonly local = new Map<string, PeerScope>();
  answer: ((call: FunctionCall) => FunctionOutcome) | undefined;
  onCall: ((particle: Particle) => void) | undefined;

  call(call: FunctionCall, context: CallContext): Promise<FunctionOutcome> {
    return new Promise((resolve, reject) => {
      this.onCall?.(context.particle);
      this.calls.push({ call, context, answer: resolve, reject });
      if (this.answer !== undefined) resolve(this.answer(call));
    });
  }

  scopeOf(peerId: string): PeerScope | undefined {
    return this.local.get(peerId);
  }
}

export interface Sent {
  readonly to: string;
  readonly particle: Particle;
  readonly signal: AbortSignal | undefined;
  readonly finish: (result: SendResult) => void;
}

/** A network where peers are connected, absent, or slow, as the test says. */
export class ScriptedNetwork {
  readonly sent: Sent[] = [];
  readonly absent = new Map<string, ContactResolution>();
  readonly connected = new Set<string>();
  /** Connections so far, of all peers. */
  connections = 0;
  /** Leaves sends open until the test finishes them. */
  slow = false;
  onSend: ((particle: Particle) => void) | undefined;
  readonly #listeners = new Set<(event: ConnectionEvent) => void>();

  onConnectionEvent(listener: (event: ConnectionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connect(peerId: string): void {
    this.absent.delete(peerId);
    this.connected.add(peerId);
    this.connections++;
    for (const listener of this.#listeners) listener({ kind: 'connected', peerId });
  }

  disconnect(peerId: string): void {
    this.connected.delete(peerId);
    this.absent.set(peerId, { how: 'KademliaNotFound', detail: 'gone' });
    for (const listener of this.#listeners) listener({ kind: 'disconnected', peerId });
  }

  readonly notified: { readonly to: string; readonly notice: Notice }[] = [];
  /** A neighbour says something. */
  say: (notice: Notice, from: string) => void = () => {};

  notify(to: string, notice: Notice): void {
    this.notified.push({ to, notice });
  }

  onNotice(handler: (notice: Notice, from: string) => void): void {
    this.say = handler;
  }

  isConnected(peerId: string): boolean {
    return this.connected.has(peerId);
  }

  newestConnection(): number {
    return this.connections;
  }

  async resolveContact(peerId: string): Promise<ContactResolution> {
    return this.absent.get(peerId) ?? { how: 'Local', contact: { peerId, addresses: [] } };
  }

  send(to: Contact, particle: Particle, options?: { signal?: AbortSignal }): Promise<SendResult> {
    return new Promise((resolve) => {
      this.onSend?.(particle);
      this.sent.push({ to: to.peerId, particle, signal: options?.signal, finish: resolve });
      if (!this.slow) resolve({ status: 'ok', bytes: particle.data.length });
    });
  }
}
