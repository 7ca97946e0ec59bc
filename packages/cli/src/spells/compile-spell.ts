import type { CompilerOptions } from '@noctiluca/aqua-compiler';
import {
  type CompileCache,
  cacheKey,
  compileFile,
  DEFAULT_OPTIONS,
  formatDiagnostic,
  listSources,
  SourceSet,
} from '@noctiluca/aqua-compiler';
import { sha256Hex } from '@noctiluca/common/sha256';
import { CliError } from '../errors.js';
import type { SpellSource } from '../project/spell-yaml.js';

/** A spell ready to be sent. */
export interface CompiledSpell {
  /** AIR: it reads the function's arguments as `getDataSrv.<name>`. */
  readonly script: string;
  /** Names of the function's arguments, in order. */
  readonly parameters: readonly string[];
}

export interface SpellCompilerInit {
  /** Where imports are looked up, in order: see `importFolders`. */
  readonly folders: readonly string[];
  readonly cache: CompileCache;
  /** Messages show paths relative to it. */
  readonly cwd: string;
}

/** Upstream compiles spells with the compiler's defaults, whatever `compileAqua` says. */
const OPTIONS: CompilerOptions = { ...DEFAULT_OPTIONS, target: 'air', noEmptyResponse: true };

/** What peers give a script themselves (spec/nox.md §3.11, §5.3), so that `initArgs` need not. */
const GIVEN_BY_PEERS = /^(?:spell_id|counter|trigger|-relay-|(?:hw|h|w)_.*)$/;

/**
 * Compiles the function of a spell and checks that it gets its arguments.
 * @throws CliError `AQUA_FAILED` with the compiler's words, `PROJECT_INVALID`
 */
export async function compileSpell(spell: SpellSource, init: SpellCompilerInit): Promise<CompiledSpell> {
  const compiled = await compileCached(spell, init);
  const missing = compiled.parameters.filter(
    (name) => !Object.hasOwn(spell.initArgs, name) && !GIVEN_BY_PEERS.test(name),
  );
  if (missing.length === 0) return compiled;
  const names = missing.map((name) => `"${name}"`).join(', ');
  throw new CliError(
    'PROJECT_INVALID',
    `Spell "${spell.name}": the function ${spell.function}(${compiled.parameters.join(', ')}) gets no ${names}; add initArgs to ${spell.file}`,
  );
}

async function compileCached(spell: SpellSource, init: SpellCompilerInit): Promise<CompiledSpell> {
  const [file] = aquaFileOf(spell);
  const sources = new SourceSet(init.folders).closure(file);
  const base = cacheKey(file, sources, OPTIONS);
  const key = sha256Hex(`spell ${spell.function} ${base}`);
  const kept = init.cache.get(key)?.outputs;
  if (kept?.[0] && kept[1])
    return { script: kept[0].content, parameters: JSON.parse(kept[1].content) as string[] };
  const compiled = await compileAnew(spell, file, init);
  const parameters = JSON.stringify(compiled.parameters);
  init.cache.set(key, {
    outputs: [
      { suffix: '.air', content: compiled.script },
      { suffix: '.json', content: parameters },
    ],
    warnings: [],
  });
  return compiled;
}

async function compileAnew(
  spell: SpellSource,
  file: string,
  { folders, cwd }: SpellCompilerInit,
): Promise<CompiledSpell> {
  const compiled = await compileFile(file, folders, OPTIONS);
  if (!compiled.ok) {
    const lines = compiled.diagnostics.map((each) => formatDiagnostic(each, cwd));
    throw new CliError('AQUA_FAILED', `Cannot compile spell "${spell.name}":\n${lines.join('\n')}`);
  }
  const { functions } = compiled.result;
  const found = Object.hasOwn(functions, spell.function) ? functions[spell.function] : undefined;
  if (found === undefined) {
    const exported = Object.keys(functions).join(', ') || 'nothing';
    throw new CliError(
      'AQUA_FAILED',
      `${file} does not export the function ${spell.function} of spell "${spell.name}"; it exports ${exported}`,
    );
  }
  const { domain } = found.funcDef.arrow;
  return {
    script: found.script,
    parameters: domain.tag === 'labeledProduct' ? Object.keys(domain.fields) : [],
  };
}

function aquaFileOf(spell: SpellSource): [string] {
  try {
    const [file] = listSources(spell.aquaFile);
    if (file === spell.aquaFile) return [file];
  } catch {}
  throw new CliError(
    'PROJECT_INVALID',
    `Aqua file '${spell.aquaFile}' of spell "${spell.name}" doesn't exist`,
  );
}
