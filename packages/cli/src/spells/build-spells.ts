import { cidOf } from '@noctiluca/store/cid';
import type { FluenceProject } from '../project/project.js';
import { readSpell, type SpellSource } from '../project/spell-yaml.js';
import { type ClockState, clockState, endedNote } from './clock-state.js';
import { compileSpell } from './compile-spell.js';
import { projectCompiler } from './project-compiler.js';
import { triggerConfig } from './trigger-config.js';

/** A spell whose script compiles and gets its arguments, and whose clock makes sense. */
export interface BuiltSpell {
  readonly name: string;
  readonly function: string;
  readonly parameters: readonly string[];
  readonly scriptCid: string;
  /** Of a deployment made now. */
  readonly clock: ClockState;
  /** About a clock that has ended already. */
  readonly note?: string;
}

/**
 * Compiles spells of a project; scripts are kept for the deployment.
 * @param names entries of `spells:`
 * @throws CliError `PROJECT_INVALID`, `AQUA_FAILED`
 */
export async function buildSpells(
  cwd: string,
  project: FluenceProject,
  names: readonly string[],
  imports?: readonly string[],
): Promise<BuiltSpell[]> {
  const compiler = projectCompiler(cwd, project, imports);
  const spells: BuiltSpell[] = [];
  for (const name of names) {
    const source = await readSpell(name, project.spells[name]!, project.rootDir);
    const clock = checkedClock(source, Math.floor(Date.now() / 1000));
    const { script, parameters } = await compileSpell(source, compiler);
    spells.push({
      ...{ name, function: source.function, parameters, scriptCid: cidOf(Buffer.from(script)) },
      ...clock,
    });
  }
  compiler.cache.flush();
  return spells;
}

/** @throws CliError `PROJECT_INVALID` */
function checkedClock({ name, clock }: SpellSource, nowSec: number): Pick<BuiltSpell, 'clock' | 'note'> {
  const config = triggerConfig(name, clock, nowSec);
  const note = endedNote(name, clock, config, nowSec);
  return { clock: clockState(config, nowSec), ...(note === undefined ? {} : { note }) };
}
