import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import type { FluenceProject } from '../../../project/project.js';
import { buildSpells } from '../../../spells/build-spells.js';

export interface SpellBuildFlags extends CommonFlags {
  readonly input: boolean;
  readonly import?: readonly string[];
}

export const handler = printing(spellBuild);

async function spellBuild(
  context: CliContext,
  flags: SpellBuildFlags,
  ...written: string[]
): Promise<CommandResult> {
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const spells = await buildSpells(context.cwd, project, spellNames(project, written), flags.import);
  for (const { note } of spells) if (note !== undefined) progress(context, `Warning: ${note}`);
  const names = spells.map(({ name }) => name).join(', ');
  return {
    text: names === '' ? `${project.file} has no spells.` : `Compiled ${names} successfully`,
    json: spells,
  };
}

/** @throws CliError `SPELL_UNKNOWN` */
function spellNames(project: FluenceProject, written: readonly string[]): string[] {
  const known = Object.keys(project.spells);
  const names = [...new Set(written.flatMap((text) => text.split(',')).filter((name) => name !== ''))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names.length === 0 ? known : names;
  throw new CliError(
    'SPELL_UNKNOWN',
    `Can't find the following spells in ${project.file} 'spells' property: ${unknown.join(', ')}; it has ${known.join(', ') || 'none'}`,
  );
}
