import { FolderCache } from '@noctiluca/aqua-compiler';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import type { SpellSource } from '../../src/project/spell-yaml.js';
import { compileSpell } from '../../src/spells/compile-spell.js';
import { projectCompiler } from '../../src/spells/project-compiler.js';
import { spellFiles } from '../../src/spells/template.js';

const WITH_ARGUMENTS = `aqua Tick
export main
import Spell from "@fluencelabs/spell/spell_service.aqua"
func main(name: string, limits: []u32, hw_counter: u32):
    Spell "tick"
    for limit <- limits:
        Spell.store_log(name)
`;

/** Characters of the script of such a spell in spec/workers-deploy-trace.log. */
const TRACED_LENGTH = 214;

function spellIn(folder: TempFolder, changes: Partial<SpellSource> = {}): SpellSource {
  return {
    name: 'tick',
    file: folder.at('spell.yaml'),
    aquaFile: folder.at('spell.aqua'),
    function: 'main',
    initArgs: { name: 'x', limits: [1] },
    clock: {},
    ...changes,
  };
}

/** A compiler with no cache between tests. */
function compilerIn(folder: TempFolder) {
  const { folders } = projectCompiler(folder.root, { rootDir: folder.root, aquaImports: [] } as never);
  return { folders, cache: new FolderCache(folder.at('cache')), cwd: folder.root };
}

describe('compileSpell', () => {
  it('makes a script that reads the relay and the arguments by name', async () => {
    const folder = tempFolder({ 'spell.aqua': WITH_ARGUMENTS });
    const { script, parameters } = await compileSpell(spellIn(folder), compilerIn(folder));
    expect(parameters).toEqual(['name', 'limits', 'hw_counter']);
    for (const key of ['-relay-', ...parameters]) expect(script).toContain(`("getDataSrv" "${key}") []`);
  });

  it('makes of the template what the real CLI makes', async () => {
    const folder = tempFolder({ 'spell.aqua': spellFiles('sp')['spell.aqua'] });
    const { script } = await compileSpell(spellIn(folder, { function: 'spell' }), compilerIn(folder));
    expect(script.trimStart()).toHaveLength(TRACED_LENGTH);
    expect(script).toContain('("getDataSrv" "-relay-") [] -relay-)\n');
    expect(script).toContain(`("sp" "store_log") ["Spell 'sp' is working!"]`);
  });

  it('takes it from the cache until a source changes', async () => {
    const folder = tempFolder({ 'spell.aqua': WITH_ARGUMENTS });
    const first = await compileSpell(spellIn(folder), compilerIn(folder));
    expect(await compileSpell(spellIn(folder), compilerIn(folder))).toEqual(first);
    folder.write('spell.aqua', WITH_ARGUMENTS.replace('store_log(name)', 'store_log("other")'));
    const { script } = await compileSpell(spellIn(folder), compilerIn(folder));
    expect(script).not.toBe(first.script);
  });

  it.each([
    ['an argument that initArgs lack', { initArgs: { name: 'x' } }, 'gets no "limits"'],
    ['a function that is not exported', { function: 'gone' }, 'does not export the function gone'],
    ['a file that is not there', { aquaFile: '/nowhere/spell.aqua' }, "doesn't exist"],
  ])('refuses %s', async (_what, changes, message) => {
    const folder = tempFolder({ 'spell.aqua': WITH_ARGUMENTS });
    await expect(compileSpell(spellIn(folder, changes), compilerIn(folder))).rejects.toThrow(message);
  });

  it('reports the compiler’s words and the place', async () => {
    const folder = tempFolder({ 'spell.aqua': 'aqua T\nexport main\nfunc main():\n    nothing()\n' });
    await expect(compileSpell(spellIn(folder), compilerIn(folder))).rejects.toMatchObject({
      code: 'AQUA_FAILED',
      message: expect.stringContaining('spell.aqua:4:5'),
    });
  });
});
