import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { addSpell } from '../../../project/edit-project.js';
import { findProjectFile } from '../../../project/find-project.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { nameRule, RESERVED_NAMES } from '../../../project/name-rules.js';
import type { FluenceProject } from '../../../project/project.js';
import { spellFiles } from '../../../spells/template.js';

export interface SpellNewFlags extends CommonFlags {
  readonly input: boolean;
  readonly path?: string;
}

/** A spell's name is that of its folder too. */
const MAX_NAME_LENGTH = 64;

export const handler = printing(spellNew);

async function spellNew(context: CliContext, flags: SpellNewFlags, name: string): Promise<CommandResult> {
  const project =
    findProjectFile(context.cwd) === undefined ? undefined : (await loadProject(context.cwd)).project;
  const parent =
    flags.path === undefined
      ? path.join(project?.rootDir ?? context.cwd, 'src', 'spells')
      : path.resolve(context.cwd, flags.path);
  const folder = path.join(parent, name);
  checkName(name, folder, project);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(spellFiles(name)))
    await writeFile(path.join(folder, file), text, { flag: 'wx' });
  if (project !== undefined)
    await addSpell(project.file, name, path.relative(project.rootDir, folder).split(path.sep).join('/'));
  const added =
    project === undefined
      ? ''
      : `\nAdded it to "spells" of ${project.file}; list it under an entry of "deployments" or "hosts" to deploy it`;
  return {
    text: `Successfully generated template for new spell at ${folder}${added}`,
    json: { name, folder, ...(project === undefined ? {} : { project: project.file }) },
  };
}

function checkName(name: string, folder: string, project: FluenceProject | undefined): void {
  const tooLong = name.length > MAX_NAME_LENGTH ? `is longer than ${MAX_NAME_LENGTH} letters` : undefined;
  const reserved = RESERVED_NAMES.has(name) ? 'is a name that workers keep for themselves' : undefined;
  const why = nameRule('spells').why(name) ?? tooLong ?? reserved;
  if (why !== undefined)
    throw new CliError('BAD_ARGUMENT', `"${name}" cannot be the name of a spell: it ${why}`);
  if (project !== undefined && Object.hasOwn(project.spells, name))
    throw new CliError('SPELL_EXISTS', `Spell ${name} already exists in ${project.file}`);
  if (existsSync(folder))
    throw new CliError('SPELL_EXISTS', `There is already a file or directory at ${folder}`);
}
