import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  any,
  type BuiltinService,
  builtin,
  fields,
  HOST_SCOPE,
  type PeerScope,
  required,
  text,
} from '@noctiluca/host';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import { checkConfig, createLogger, createNode, type Node, resolveConfig } from '@noctiluca/node';
import { createParticle, generateKeyPair, type Particle } from '@noctiluca/particle';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { cidOf } from '@noctiluca/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';

/**
 * The calls of upstream's command line and of its installation spell when they deploy a worker with a service and a spell
 * (spec/workers-deploy-trace.log), in their order, each by the particle that made it there. Where a call takes what an
 * earlier one gave, it does so here. The scripts themselves are not run: `test:upstream-cli` does that.
 */

const IPFS = '/ip4/127.0.0.1/tcp/5001';
const DEAL = 'myWorker_12D3KooWEEuvRhxqWuywnDTjrUempwqWurU468bPQD4Efr6utUQg_0870114992682367';
const CU_ID = Array.from({ length: 32 }, (_, i) => i);
const STATUS = '__installation_spell_status__';
const TRIGGERS = {
  blockchain: { end_block: 0, start_block: 0 },
  clock: { end_sec: 0, period_sec: 600, start_sec: 1_676_293_670 },
  connections: { connect: false, disconnect: false },
};
const OK = { success: true, error: '' };

/** What the worker definition and its parts are named; their content is the test's. */
const files = new Map<string, Uint8Array>();

/** Files by CID: takes the place of IPFS, which has tests of its own. */
function ipfsTable(node: () => Node): BuiltinService {
  const bytesOf = (cid: string) => files.get(cid) ?? new Uint8Array();
  return {
    id: 'aqua-ipfs',
    doc: 'Files of this test.',
    functions: {
      cat_from: builtin({
        doc: 'A text.',
        args: fields({ cid: required(text), from: required(any) }),
        returns: 'any',
        call: ({ cid }) => ({ ...OK, contents: new TextDecoder().decode(bytesOf(cid)) }),
      }),
      get_from: builtin({
        doc: 'A file in the vault of the particle.',
        args: fields({ cid: required(text), from: required(any) }),
        returns: 'any',
        async call({ cid }, call) {
          const put = { serviceId: 'vault', functionName: 'put', args: [''], tetraplets: [] };
          const outcome = await node().parts.host.call(put, call);
          if (outcome.kind !== 'ok') throw new Error('the particle has no vault');
          const inVault = path.posix.dirname(JSON.parse(outcome.json) as string);
          await writeFile(path.join(vaultDir, call.currentPeerId, path.basename(inVault), cid), bytesOf(cid));
          return { ...OK, path: `${inVault}/${cid}` };
        },
      }),
    },
  };
}

let folder: Awaited<ReturnType<typeof tempDir>>;
let node: Node;
/** Where vaults are for real. */
let vaultDir: string;
const host = generateKeyPair();
/** The key that the command line calls itself by; anyone's, since the network is in dev mode. */
const cli = generateKeyPair();

beforeAll(async () => {
  folder = await tempDir('worker-trace');
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    base_dir: folder.path,
    dev_mode: { enable: true },
    // The table below takes the place of one of them.
    system_services: { enable: 'none' },
  });
  const config = await resolveConfig(settings, { name: 'peer', keyPair: host });
  vaultDir = config.directories.vault;
  const logger = createLogger({ level: 'info', name: 'peer', file: path.join(folder.path, 'nox.log') });
  node = createNode(config, { logger, builtins: [ipfsTable(() => node)] });
  await node.start();
});
afterAll(async () => {
  await node.stop();
  await folder.remove();
});

const made: string[] = [];

function caller(particle: Particle) {
  return async (scope: PeerScope, service: string, fn: string, ...args: JsonValue[]): Promise<JsonValue> => {
    made.push(`${service}.${fn}`);
    const currentPeerId = scope.kind === 'host' ? node.peerId : scope.workerId;
    const call = { serviceId: service, functionName: fn, args, tetraplets: [] };
    const signal = new AbortController().signal;
    const outcome = await node.parts.host.call(call, { particle, scope, currentPeerId, signal });
    if (outcome.kind === 'empty') return '';
    if (outcome.kind === 'ok') return parseJson(outcome.json);
    throw new Error(
      outcome.kind === 'error' ? String(JSON.parse(outcome.json)) : `nobody has ${service}.${fn}`,
    );
  };
}

const particleOf = (keyPair: typeof cli, id?: string) =>
  createParticle({
    script: '(null)',
    ttl: 60_000,
    timestampMs: Date.now(),
    keyPair,
    ...(id === undefined ? {} : { id }),
  });

const add = (content: Uint8Array | string): string => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const cid = cidOf(bytes);
  files.set(cid, bytes);
  return cid;
};

describe('the traffic of a worker deployment', () => {
  let workerId: string;
  let worker: PeerScope;
  let spellId: string;
  let definition: string;

  it('the command line makes a worker and installs its worker spell', async () => {
    const wasm = await readFile(
      path.join(repository, 'services', 'greeter', 'phrasebook', 'phrasebook.wasm'),
    );
    definition = add(
      JSON.stringify({
        services: [{ name: 'greet', modules: [{ name: 'phrasebook', wasm: add(wasm) }] }],
        spells: [
          {
            name: 'sp',
            script: add('(call %init_peer_id% ("sp" "store_log") ["Spell \'sp\' is working!"])'),
            config: add(JSON.stringify({ ...TRIGGERS, clock: { ...TRIGGERS.clock, period_sec: 60 } })),
            init_args: add('{}'),
          },
        ],
      }),
    );
    const call = caller(particleOf(cli));
    expect(await call(HOST_SCOPE, 'worker', 'get_worker_id', DEAL)).toEqual([]);
    workerId = (await call(HOST_SCOPE, 'worker', 'create', DEAL, [CU_ID])) as string;
    worker = { kind: 'worker', workerId };
    await expect(call(worker, 'srv', 'resolve_alias', 'worker-spell')).rejects.toThrow(
      `Service with alias 'worker-spell' is not found on worker '${workerId}'`,
    );
    const data = { deal_id: DEAL, h_worker_def_cid: definition, ipfs: IPFS };
    spellId = (await call(worker, 'spell', 'install', '(null)', data, TRIGGERS, 'worker-spell')) as string;
    expect(spellId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('the installation spell reads what it was given, and logs', async () => {
    const call = caller(ofSpell());
    expect(await call(worker, 'getDataSrv', '-relay-')).toBe(node.peerId);
    expect(await call(worker, 'getDataSrv', 'ipfs')).toBe(IPFS);
    expect(await call(worker, 'getDataSrv', 'h_worker_def_cid')).toBe(definition);
    expect(await call(worker, 'getDataSrv', 'deal_id')).toBe(DEAL);
    await log(call, ['Installing worker for deal', DEAL]);
  });

  it('it installs the service', async () => {
    const call = caller(ofSpell());
    const { contents } = (await call(HOST_SCOPE, 'aqua-ipfs', 'cat_from', definition, IPFS)) as Record<
      'contents',
      string
    >;
    const parsed = (await call(worker, 'json', 'parse', contents)) as unknown as Definition;
    const [service] = parsed.services;
    const [module] = service!.modules;
    await log(call, ['parsed worker definition', definition, parsed as unknown as JsonValue]);
    const { path: file } = (await call(HOST_SCOPE, 'aqua-ipfs', 'get_from', module!.wasm, IPFS)) as {
      path: string;
    };
    const hash = await call(HOST_SCOPE, 'dist', 'add_module_bytes_from_vault', module!.name, file);
    expect(hash).toBe(module!.wasm);
    const blueprint = await call(worker, 'dist', 'make_blueprint', service!.name, [hash]);
    const blueprintId = (await call(worker, 'dist', 'add_blueprint', blueprint)) as string;
    expect(await call(worker, 'worker-spell', 'get_string', 'greet')).toEqual({
      value: '',
      ...OK,
      absent: true,
    });
    await status(call, 'INSTALLATION_IN_PROGRESS');
    const serviceId = (await call(worker, 'srv', 'create', blueprintId)) as string;
    await log(call, ['Created service', 'greet', serviceId]);
    expect(await call(worker, 'srv', 'add_alias', 'greet', serviceId)).toBe('');
    expect(await call(worker, 'worker-spell', 'set_string', 'greet', serviceId)).toEqual(OK);
    const key = (await call(worker, 'op', 'concat_strings', 'blueprint:', 'greet')) as string;
    expect(await call(worker, 'worker-spell', 'set_string', key, blueprintId)).toEqual(OK);
  });

  it('it installs the spell', async () => {
    const call = caller(ofSpell());
    const [spell] = definitionOf().spells;
    await log(call, ['Deploying spell', 'sp']);
    expect(await call(worker, 'worker-spell', 'get_string', 'sp')).toMatchObject({ absent: true });
    await status(call, 'INSTALLATION_IN_PROGRESS');
    const cat = async (cid: string) =>
      ((await call(HOST_SCOPE, 'aqua-ipfs', 'cat_from', cid, IPFS)) as Record<'contents', string>).contents;
    const script = await cat(spell!.script);
    const config = await call(worker, 'json', 'parse', await cat(spell!.config));
    const args = await call(worker, 'json', 'parse', await cat(spell!.init_args));
    const installed = (await call(worker, 'spell', 'install', script, args, config, 'sp')) as string;
    await log(call, ['Installed spell', 'sp', installed]);
    expect(await call(worker, 'worker-spell', 'set_string', 'sp', installed)).toEqual(OK);
    for (const [prefix, cid] of [
      ['trigger_config:', spell!.config],
      ['init_args:', spell!.init_args],
    ] as const) {
      const key = (await call(worker, 'op', 'concat_strings', prefix, 'sp')) as string;
      expect(await call(worker, 'worker-spell', 'set_string', key, cid)).toEqual(OK);
    }
    const ofSp = caller(particleOf(node.parts.host.keyPairOf(worker)!, `spell_${installed}_0`));
    expect(await ofSp(worker, 'getDataSrv', '-relay-')).toBe(node.peerId);
    expect(await ofSp(worker, 'sp', 'store_log', "Spell 'sp' is working!")).toEqual(OK);
    await log(call, 'Installation finished');
  });

  it('it says so, where the command line finds it', async () => {
    const call = caller(ofSpell());
    const states = async () => {
      const { value } = (await call(worker, 'worker-spell', 'list_get_strings', STATUS)) as {
        value: string[];
      };
      return Promise.all(value.map((one) => call(worker, 'json', 'parse', one)));
    };
    expect(await states()).toHaveLength(2);
    expect(await call(worker, 'math', 'sub', 2, 1)).toBe(1);
    await status(call, 'INSTALLATION_SUCCESSFUL');
    const all = await states();
    expect(all.at(-1)).toMatchObject({ state: 'INSTALLATION_SUCCESSFUL', message: '' });
    await log(call, ['Worker installation finished with status', all.at(-1)!]);
    // As `workers logs` does.
    const byCli = caller(particleOf(cli));
    const { logs } = (await byCli(worker, 'worker-spell', 'get_logs')) as { logs: { message: string }[] };
    expect(logs.at(-1)?.message).toContain('INSTALLATION_SUCCESSFUL');
    expect(await byCli(worker, 'worker-spell', 'get_all_errors')).toEqual({ particle_errors: [], ...OK });
    expect(made.length).toBeGreaterThan(60);
  });

  it('another deployment changes what is there, and a removal takes all of it', async () => {
    const call = caller(particleOf(cli));
    expect(await call(HOST_SCOPE, 'worker', 'get_worker_id', DEAL)).toEqual([workerId]);
    expect(await call(worker, 'srv', 'resolve_alias', 'worker-spell')).toBe(spellId);
    expect(await call(worker, 'spell', 'remove', spellId)).toBe('');
    const data = { deal_id: DEAL, h_worker_def_cid: definition, ipfs: IPFS };
    await call(worker, 'spell', 'install', '(null)', data, NO_TRIGGERS, 'worker-spell');
    expect(await call(HOST_SCOPE, 'worker', 'remove', workerId)).toBe('');
    expect(await call(HOST_SCOPE, 'worker', 'get_worker_id', DEAL)).toEqual([]);
  });

  const ofSpell = () => particleOf(node.parts.host.keyPairOf(worker)!, `spell_${spellId}_0`);

  /** As the spell logs: a text of it, the id of itself, the log, the console. */
  async function log(call: ReturnType<typeof caller>, line: JsonValue) {
    const shown = (await call(worker, 'debug', 'stringify', line)) as string;
    expect(await call(worker, 'srv', 'resolve_alias', 'spell')).toBe(spellId);
    expect(await call(worker, spellId, 'store_log', shown)).toEqual(OK);
    await call(worker, 'run-console', 'print', [spellId, line]);
  }

  async function status(call: ReturnType<typeof caller>, state: string) {
    const timestamp = await call(worker, 'peer', 'timestamp_sec');
    const written = (await call(worker, 'json', 'stringify', { message: '', state, timestamp })) as string;
    expect(await call(worker, 'worker-spell', 'list_push_string', STATUS, written)).toEqual(OK);
  }

  const definitionOf = () => JSON.parse(new TextDecoder().decode(files.get(definition))) as Definition;
});

interface Definition {
  services: { name: string; modules: { name: string; wasm: string }[] }[];
  spells: { name: string; script: string; config: string; init_args: string }[];
}
