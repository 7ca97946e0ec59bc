import type { Particle } from '@noctiluca/particle';

/** Spell that made a particle: the middle of `spell_<id>_<counter>` (spec/nox.md §3.11, §5.3). */
export function spellIdOf(particle: Particle): string | undefined {
  const [prefix, spellId] = particle.id.split('_');
  return prefix === 'spell' && spellId !== '' ? spellId : undefined;
}

/** Names that stand for the calling spell inside its own particles (spec/nox.md §4.5). */
const SELF_NAMES: readonly string[] = ['spell', 'self'];

/** What a particle means by a service's name: its own spell, or the name as it is. */
export function meantService(name: string, particle: Particle): string {
  return (SELF_NAMES.includes(name) ? spellIdOf(particle) : undefined) ?? name;
}
