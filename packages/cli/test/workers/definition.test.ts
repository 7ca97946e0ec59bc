import { readFile, writeFile } from 'node:fs/promises';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { resolveTriggers } from '../../src/workers/clocks.js';
import { definitionOf } from '../../src/workers/definition.js';
import type { WantedWorker } from '../../src/workers/wanted-worker.js';
import { wantedSpell, wantedWorker } from '../utils/wanted.js';

/** From spec/workers-deploy-trace.log: what the real CLI uploaded, and the CID that Kubo's RPC gave to it. */
const GREETING = 'bafkreigix5tehrvu6p4uenjyturtm5f5vdxqcw2waqggk4to76oxsebe4u';
const SCRIPT = 'bafkreieirl2rd2nqu6bnysopjuymtvc2vzuxybbgfws7z3hgyfovdwbc5m';
const CONFIG = 'bafkreicsgdrqmfvedd3im4anxkvll3uouspw7yb2vz757scjxfanzjsco4';
const INIT_ARGS = 'bafkreicecnx2gvntm6fbcrvnc336qze6st5u7qq7457igegamd3bzkx7ri';
const DEFINITION = 'bafkreigdeltfz6ufnb26iwpalzy75fzpizteen6yxej3miuil7vrbdicka';

const TRACED: WantedWorker = {
  name: 'myWorker',
  services: [
    {
      name: 'greet',
      blueprintId: '',
      modules: [{ name: 'greeting', wasm: '/greeting.wasm', cid: '', file: GREETING }],
      memoryLimit: 2_000_000_000,
    },
  ],
  spells: [{ ...wantedSpell('sp', { clock: { periodSec: 60, endDelaySec: 1800 } }), scriptCid: SCRIPT }],
};
const THEN = 1_795_291_423 - 1800;

describe('the definition of a worker', () => {
  it('has the CIDs of the trace, without uploading', () => {
    const triggers = resolveTriggers(TRACED.spells, {}, THEN);
    expect(triggers.get('sp')?.cid).toBe(CONFIG);
    expect(TRACED.spells[0]?.initArgsCid).toBe(INIT_ARGS);
    const { cid, files } = definitionOf(TRACED, triggers);
    expect(cid).toBe(DEFINITION);
    expect(files.map((file) => file.cid)).toEqual([GREETING, SCRIPT, CONFIG, INIT_ARGS, DEFINITION]);
  });

  it('names each file once, whoever uses it', () => {
    const spells = [wantedSpell('a', { script: 's' }), wantedSpell('b', { script: 's' })];
    const { files } = definitionOf(wantedWorker({ x: '1', y: '1' }, spells), resolveTriggers(spells, {}, 1));
    // one module, one script, one clock, one list of arguments and the definition
    expect(files).toHaveLength(5);
    expect(new Set(files.map(({ cid }) => cid)).size).toBe(5);
  });

  it('reads modules when they are sent, texts as they are', async () => {
    const folder = tempFolder();
    await writeFile(folder.at('m.wasm'), 'wasm');
    const [service] = TRACED.services;
    const modules = [{ ...service!.modules[0]!, wasm: folder.at('m.wasm') }];
    const wanted = { ...TRACED, services: [{ ...service!, modules }] };
    const { files } = definitionOf(wanted, resolveTriggers(TRACED.spells, {}, THEN));
    expect(await files[0]!.read()).toEqual(await readFile(folder.at('m.wasm')));
    expect(Buffer.from(await files[1]!.read()).toString()).toBe('script of sp');
    expect(JSON.parse(Buffer.from(await files.at(-1)!.read()).toString())).toEqual({
      services: [
        {
          modules: [{ name: 'greeting', wasm: GREETING }],
          name: 'greet',
          total_memory_limit: 2_000_000_000,
        },
      ],
      spells: [{ config: CONFIG, init_args: INIT_ARGS, name: 'sp', script: SCRIPT }],
    });
  });
});
