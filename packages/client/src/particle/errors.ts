import type { Particle } from '@noctiluca/particle';
import { ClientError } from '../errors.js';
import type { JSONValue } from '../json.js';

/** The texts are js-client's, for apps that look into them; a reason that it would not know follows them. */
const idOf = ({ id }: Pick<Particle, 'id'>): string => `(particle id: ${id}`;

export class ExpirationError extends ClientError {
  override readonly name = 'ExpirationError';
  /** Why it was not answered, as far as it is known: what peers said of it. */
  readonly reason: string | undefined;

  constructor({ id, ttl }: Particle, reason?: string) {
    const why = reason === undefined ? '' : `; ${reason}`;
    super('EXPIRED', `Particle expired after ttl of ${ttl}ms ${idOf({ id })})${why}`, id);
    this.reason = reason;
  }
}

/** It will not be answered: a peer said so, before its time was over. */
export class LostError extends ClientError {
  override readonly name = 'LostError';
  /** What peers said of it. */
  readonly reason: string;

  constructor(particle: Particle, reason: string) {
    super('LOST', `Particle was lost ${idOf(particle)}); ${reason}`, particle.id);
    this.reason = reason;
  }
}

export class InterpreterError extends ClientError {
  override readonly name = 'InterpreterError';

  constructor(particle: Particle, reason: string, options?: ErrorOptions) {
    super('INTERPRETER', `Script interpretation failed: ${reason}  ${idOf(particle)})`, particle.id, options);
  }
}

export class SendError extends ClientError {
  override readonly name = 'SendError';

  constructor(particle: Particle, reason: string) {
    super('NOT_SENT', `Could not send particle: ${idOf(particle)}, message: ${reason})`, particle.id);
  }
}

/** The call was ended from here. */
export function endedError(
  code: 'ABORTED' | 'DISCONNECTED',
  particle: Particle,
  reason: string,
  cause?: unknown,
): ClientError {
  return new ClientError(code, `${reason} ${idOf(particle)})`, particle.id, { cause });
}

/** The `:error:` of a script: its fields are AquaVM's, `message` what the peer said. */
export class AquaError extends ClientError {
  override readonly name = 'AquaError';
  declare readonly error_code: number;
  declare readonly instruction: string;
  declare readonly peer_id: string;

  constructor(error: { readonly [field: string]: JSONValue }, particleId: string) {
    const { message, ...fields } = error;
    super('AQUA', String(message), particleId);
    // Apps print it with JSON.stringify, as js-client rejects with the plain object.
    Object.defineProperty(this, 'message', { value: message, enumerable: true, configurable: true });
    for (const [name, value] of Object.entries(fields)) {
      if (!(name in this)) Object.defineProperty(this, name, { value, enumerable: true, configurable: true });
    }
  }
}
