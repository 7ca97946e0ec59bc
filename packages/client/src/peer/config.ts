import { ClientError } from '../errors.js';
import type { KeyPairOptions } from '../keys/key-pair.js';

export interface ClientConfig {
  /** Who the client is. @default a new key */
  keyPair?: KeyPairOptions | undefined;
  connectionOptions?:
    | {
        /** Has no meaning: no message is sent to check a connection. */
        skipCheckConnection?: boolean | undefined;
        /** Milliseconds a dial of a relay may take. @default 10000 */
        dialTimeoutMs?: number | undefined;
        /** Have no meaning: streams are bounded by the lane, 4096 in each direction. */
        maxInboundStreams?: number | undefined;
        maxOutboundStreams?: number | undefined;
      }
    | undefined;
  /** Life of a particle that is given none, milliseconds. @default 7000 */
  defaultTtlMs?: number | undefined;
  /** Longest life of a particle that the peers take, milliseconds: a call with more fails at once. @default 24 h, as our peers have it */
  maxTtlMs?: number | undefined;
  /** Has no meaning: nothing is loaded from there. */
  CDNUrl?: string | undefined;
  debug?:
    | {
        /** Print the id of each particle that begins here. @default false */ printParticleId?:
          | boolean
          | undefined;
      }
    | undefined;
}

export const DEFAULT_TTL_MS = 7000;
export const DEFAULT_DIAL_TIMEOUT_MS = 10_000;

/** @throws ClientError `BAD_OPTIONS` for a value of another type */
export function checkConfig(config: ClientConfig): void {
  isOneOf('config', config, 'object');
  const { keyPair, connectionOptions, defaultTtlMs, maxTtlMs, CDNUrl, debug } = config;
  isOneOf('defaultTtlMs', defaultTtlMs, 'number');
  isOneOf('maxTtlMs', maxTtlMs, 'number');
  isOneOf('CDNUrl', CDNUrl, 'string');
  isOneOf('debug', debug, 'object');
  isOneOf('debug.printParticleId', debug?.printParticleId, 'boolean');
  isOneOf('connectionOptions', connectionOptions, 'object');
  isOneOf('connectionOptions.skipCheckConnection', connectionOptions?.skipCheckConnection, 'boolean');
  for (const name of ['dialTimeoutMs', 'maxInboundStreams', 'maxOutboundStreams'] as const) {
    isOneOf(`connectionOptions.${name}`, connectionOptions?.[name], 'number');
  }
  if (keyPair !== undefined) checkKeyPair(keyPair);
}

function checkKeyPair({ type, source }: KeyPairOptions): void {
  if (type !== 'Ed25519') throw bad('keyPair.type', '"Ed25519"');
  if (source !== 'random' && !(source instanceof Uint8Array))
    throw bad('keyPair.source', '"random" or bytes');
}

function isOneOf(name: string, value: unknown, type: 'object' | 'number' | 'string' | 'boolean'): void {
  const isGood = value === undefined || (typeof value === type && value !== null);
  if (!isGood) throw bad(name, `a ${type}`);
}

function bad(name: string, expected: string): ClientError {
  return new ClientError('BAD_OPTIONS', `Invalid ${name} of the client: expected ${expected}`);
}
