import '@noctiluca/network/polyfill';
import { ClientPeer, callAquaFunction, fromOpts } from '@fluencelabs/js-client';
import { type JsonValue, printJson } from '@noctiluca/marine';
import { CallHost, type ExactCall, type StartingAvm } from './call-host.js';
import { reach } from './reach.js';

export interface CallerOptions {
  /** WebSocket multiaddr with peer id; a call that stays in the client needs none. */
  readonly relay: string | undefined;
  /** 32-byte seed of the client's key; a new key when undefined. */
  readonly seed: Uint8Array | undefined;
  /** Milliseconds. */
  readonly dialTimeoutMs: number;
  /** The id of each particle goes to standard output, in js-client's words. */
  readonly printParticleId: boolean;
}

/** A compiled function and what it is called with. */
export interface ScriptCall {
  readonly script: string;
  /** What the script asks `getDataSrv` for, as AIR has it: exact to the digit. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Milliseconds the particle lives. */
  readonly ttlMs: number;
  /** Whether the script answers nothing: then it is done when the client has sent it on. */
  readonly isVoid: boolean;
}

const STREAMS = 1024;

/**
 * Makes one call and ends the client it needs for that.
 * @returns what the script hands to `callbackSrv.response`, as AIR has it; nothing of a void one
 * @throws CliError `RELAY_UNREACHABLE`; what js-client rejects with, objects of several shapes
 */
export async function callOnce(
  call: ScriptCall,
  avm: StartingAvm,
  options: CallerOptions,
): Promise<readonly JsonValue[]> {
  const { script, ttlMs, isVoid } = call;
  const texts = Object.entries(call.values).map(([name, value]) => [name, printJson(value)] as const);
  const exact: ExactCall = { values: new Map(texts) };
  const peer = await makePeer(new CallHost(avm, exact), options);
  const { relay = 'of this client', dialTimeoutMs } = options;
  try {
    await reach(
      peer.connect().then(() => peer),
      relay,
      dialTimeoutMs,
    );
    const args = Object.fromEntries(texts.map(([name]) => [name, null]));
    await callAquaFunction({ peer, script, args, config: { ttl: ttlMs }, fireAndForget: isVoid });
    return exact.response ?? [];
  } finally {
    await peer.disconnect();
  }
}

/** A client that stays by itself: nothing is dialled, and its relay is itself, whom nobody asks for anything. */
class LocalPeer extends ClientPeer {
  constructor(...args: ConstructorParameters<typeof ClientPeer>) {
    super(...args);
    this.connection.start = () => Promise.resolve();
  }
}

async function makePeer(host: CallHost, options: CallerOptions): Promise<ClientPeer> {
  const { relay, seed, dialTimeoutMs, printParticleId } = options;
  const keyPair = await fromOpts({ type: 'Ed25519', source: seed ? Uint8Array.from(seed) : 'random' });
  const relayConfig = {
    peerId: keyPair.getLibp2pPeerId(),
    relayAddress: relay ?? `/ip4/127.0.0.1/tcp/1/ws/p2p/${keyPair.getPeerId()}`,
    dialTimeoutMs,
    maxInboundStreams: STREAMS,
    maxOutboundStreams: STREAMS,
  } as unknown as ConstructorParameters<typeof ClientPeer>[1];
  const config = { debug: { printParticleId }, defaultTtlMs: dialTimeoutMs };
  return new (relay === undefined ? LocalPeer : ClientPeer)(config, relayConfig, keyPair, host);
}
