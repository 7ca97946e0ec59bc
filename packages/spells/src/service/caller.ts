import type { CallParameters } from '@noctiluca/marine';
import { SpellError } from '../errors.js';

/** What a caller is to a spell; others are nothing to it (spec/nox.md §5.6). */
export type Role = 'Spell' | 'Host' | 'Worker';

/** Prefixes of keys that others than the spell may write. */
const WRITERS: Readonly<Record<string, readonly Role[]>> = {
  h: ['Host'],
  w: ['Worker'],
  hw: ['Host', 'Worker'],
};

/** Whether the owner of the service made the particle: the peer of its scope. */
export function isOwner({ particle, serviceCreatorPeerId }: CallParameters): boolean {
  return particle.initPeerId === serviceCreatorPeerId;
}

/**
 * Whether the spell itself calls: anyone may give a particle any id, but only the peer of the spell's scope can sign one
 * as itself.
 */
export function isSpell(parameters: CallParameters): boolean {
  const { id } = parameters.particle;
  return id.startsWith('spell') && id.split('_')[1] === parameters.serviceId && isOwner(parameters);
}

/** The spell comes before the host, the host before the worker. */
export function roleOf(parameters: CallParameters): Role | undefined {
  const { particle, hostId, workerId } = parameters;
  if (isSpell(parameters)) return 'Spell';
  if (particle.initPeerId === hostId) return 'Host';
  return particle.initPeerId === workerId ? 'Worker' : undefined;
}

/** @throws SpellError `FORBIDDEN` with upstream's texts */
export function requireWriter(key: string, parameters: CallParameters): void {
  const role = roleOf(parameters);
  if (role === 'Spell') return;
  if (role === undefined) {
    throw new SpellError('FORBIDDEN', `writing to the \`${key}\` is forbidden for any outside caller`);
  }
  const underscore = key.indexOf('_');
  const prefix = underscore < 0 ? '' : key.slice(0, underscore);
  if (Object.hasOwn(WRITERS, prefix) && WRITERS[prefix]?.includes(role)) return;
  throw new SpellError(
    'FORBIDDEN',
    `writing to the \`${key}\` is forbidden for the callers with the role ${role}`,
  );
}
