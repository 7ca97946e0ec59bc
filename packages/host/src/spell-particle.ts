import type { Particle } from '@noctiluca/particle';

/** Spell that made a particle: the middle of `spell_<id>_<counter>` (spec/nox.md §3.11, §5.3). */
export function spellIdOf(particle: Particle): string | undefined {
  const [prefix, spellId] = particle.id.split('_');
  return prefix === 'spell' && spellId !== '' ? spellId : undefined;
}
