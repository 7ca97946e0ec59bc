import { INSTALLED, WORKER_SPELL, type WorkerObservation } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store';
import { describe, expect, it, vi } from 'vitest';
import { CliError } from '../../../src/errors.js';
import { deploySite } from '../../../src/workers/deploy.js';
import { installer } from '../../../src/workers/installer.js';
import { IpfsFiles } from '../../../src/workers/ipfs-files.js';
import type { LazySession, Session } from '../../../src/workers/session.js';
import { surveyed } from '../../../src/workers/survey.js';
import { createTargets } from '../../../src/workers/target/create-targets.js';
import type { HostScripts } from '../../../src/workers/target/host-scripts.js';
import { PeerTarget } from '../../../src/workers/target/peer-target.js';
import { type HttpReply, httpServer, ipfsServer } from '../../utils/http-server.js';
import { MemoryWorkerHost } from '../../utils/memory-worker-host.js';
import { wantedSpell, wantedWorker } from '../../utils/wanted.js';

const WANTED = wantedWorker({}, [wantedSpell('tick')]);
const SCRIPT = cidOf(Buffer.from(installer().script));
const LACKING = new CliError(
  'DEPLOY_FAILED',
  "Looking at the worker failed on h: Service with id 'deployment' not found (function observe)",
);

function observation(changes: Partial<WorkerObservation> = {}): WorkerObservation {
  return {
    observed: {
      ...{ peerId: '', life: 'l', items: [], journal: {}, nowSec: 1000 },
      worker: { id: undefined, active: true },
    },
    ...{ record: undefined, ipfs: '/ip4/127.0.0.1/tcp/1' },
    ...{ definition: undefined, clocks: undefined, status: undefined },
    ...changes,
  };
}

/** Scripts of which only those that are given may be called. */
function scriptsOf(given: Partial<HostScripts>): HostScripts {
  return new Proxy(given as HostScripts, {
    get: (target, name) => {
      if (Object.hasOwn(target, name)) return target[name as keyof HostScripts];
      if (name === 'then') return undefined;
      throw new Error(`${String(name)} is not to be called`);
    },
  });
}

function target(http: string | undefined, given: Partial<HostScripts> = {}) {
  const scripts = vi.fn(async () => scriptsOf(given));
  const init = { hostId: 'h', http, timeoutMs: 5000 };
  return { scripts, target: new PeerTarget(init, { scripts, files: new IpfsFiles() }) };
}
const json = (value: unknown): HttpReply => ({ body: JSON.stringify(value) });

describe('a peer is looked at', () => {
  it('over HTTP where it has an address, without a client', async () => {
    const server = await httpServer(() => json(observation({ definition: '"d"' })));
    const { scripts, target: peer } = target(server.url);
    const view = await peer.look('0x/ab');
    expect(view).toMatchObject({ keepsState: true, observation: { definition: '"d"' } });
    expect(server.requests).toEqual(['GET /api/deployments/0x%2Fab']);
    expect(scripts).not.toHaveBeenCalled();
  });

  it.each([
    ['has no address', undefined],
    ['does not answer', 'http://127.0.0.1:1'],
  ])('by particles where it %s', async (_what, http) => {
    const observeDeployment = async (dealId: string) => JSON.stringify(observation({ status: dealId }));
    const view = await target(http, { observeDeployment }).target.look('deal');
    expect(view.observation.status).toBe('deal');
  });

  it('by particles where its page hangs', async () => {
    const server = await httpServer(() => new Promise(() => {}));
    const soon = AbortSignal.timeout(20);
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(soon);
    const observeDeployment = async () => JSON.stringify(observation({ status: 'particles' }));
    const view = await target(server.url, { observeDeployment }).target.look('deal');
    expect(view.observation.status).toBe('particles');
  });

  it.each([
    ['an error', { status: 500, body: 'x' }],
    ['something else', { body: '<html>' }],
  ])('by particles where it answers with %s', async (_what, reply) => {
    const server = await httpServer(() => reply);
    const observeDeployment = async () => JSON.stringify(observation({ status: 'particles' }));
    const view = await target(server.url, { observeDeployment }).target.look('deal');
    expect(view.observation.status).toBe('particles');
  });
});

describe('the log of a spell', () => {
  const LOGS = [{ timestamp: 1, message: 'm' }];

  it('is read over HTTP, else by particles', async () => {
    const server = await httpServer(() => json({ spell: { logs: LOGS } }));
    expect(await target(server.url).target.logs('w', 'a b')).toEqual(LOGS);
    expect(server.requests).toEqual(['GET /api/workers/w?spell=a+b']);
    expect(await target(undefined, { logs: async () => LOGS }).target.logs('w', 's')).toEqual(LOGS);
  });

  it('is asked for by particles when the page does not have it: they tell why', async () => {
    const server = await httpServer(() => json({}));
    const logs = () => Promise.reject(new Error('no such spell'));
    await expect(target(server.url, { logs }).target.logs('w', 's')).rejects.toThrow('no such spell');
  });
});

describe('a peer brings about', () => {
  async function deploy(given: Partial<HostScripts>, known: Partial<WorkerObservation> = {}) {
    const ipfs = await ipfsServer();
    const server = await httpServer(() => json(observation({ ipfs: ipfs.multiaddr, ...known })));
    const { target: peer } = target(server.url, given);
    const site = await surveyed({ section: 'hosts', worker: 'one', dealId: 'd', target: peer }, WANTED);
    const report = await deploySite(site, WANTED, [], { dryRun: false, prune: false, nameOf: (id) => id });
    return { report, files: ipfs.files };
  }
  const answering = (report: object) =>
    vi.fn(async (_request: string, _ms: number) => JSON.stringify(report));

  it('what it is asked for in one call, once all files are there', async () => {
    const steps = [
      { action: 'install', kind: 'worker', alias: 'one', id: 'W' },
      { action: 'install', kind: 'spell', alias: 'tick', id: 'T' },
      { action: 'install', kind: 'spell', alias: WORKER_SPELL, id: 'S' },
    ];
    const deployWorker = answering({ name: 'one', steps, warnings: ['odd'] });
    const { report, files } = await deploy({ deployWorker });
    expect(report).toMatchObject({ workerId: 'W', spellId: 'S', notes: ['odd'] });
    expect(report.steps).toMatchObject([
      { kind: 'worker', id: 'W' },
      { alias: 'tick', id: 'T' },
    ]);
    expect(files).toContain('script of tick');
    expect(files).toContain(installer().script);
    const [request, timeoutMs] = deployWorker.mock.calls[0]!;
    expect(JSON.parse(request)).toMatchObject({
      ...{ name: 'one', dealId: 'd', prune: false, workerSpell: SCRIPT, services: [] },
      spells: [{ alias: 'tick', kv: {} }],
    });
    expect(timeoutMs).toBe(5000);
  });

  it('it without sending the script of a worker spell that has it', async () => {
    const item = { id: 'S', kind: 'spell', blueprintId: 'b', ownerId: 'W', aliases: [WORKER_SPELL] } as const;
    const triggerConfig = installer().triggers;
    const observed = {
      ...{ peerId: 'W', life: 'l', journal: {}, nowSec: 1000, worker: { id: 'W', active: true } },
      items: [{ ...item, spell: { scriptDigest: SCRIPT, triggerConfig } }],
    };
    const record = {
      version: '1.0.0',
      dependsOn: [],
      items: { [WORKER_SPELL]: { kind: 'spell' as const, id: 'S' } },
    };
    const status = JSON.stringify({ state: INSTALLED });
    const deployWorker = answering({ name: 'one', steps: [], warnings: [] });
    const { files, report } = await deploy({ deployWorker }, { observed, record, status });
    expect(report.error).toBeUndefined();
    expect(files).toContain('script of tick');
    expect(files).not.toContain(installer().script);
  });

  it('not all of it, and says why', async () => {
    const error = { code: 'STEP_FAILED', message: 'install spell failed' };
    const steps = [{ action: 'install', kind: 'worker', alias: 'one', id: 'W' }];
    const { report } = await deploy({ deployWorker: answering({ name: 'one', steps, warnings: [], error }) });
    expect(report.error).toBe('install spell failed');
  });

  it('nothing when it refuses the call', async () => {
    const deployWorker = () => Promise.reject(new CliError('DEPLOY_FAILED', 'only by its creator'));
    const { report } = await deploy({ deployWorker });
    expect(report.error).toBe('only by its creator');
    expect(report.steps.map(({ action }) => action)).toEqual(['install', 'install']);
  });

  it('nothing when its IPFS takes no files, and is not asked', async () => {
    const deployWorker = vi.fn();
    const { report } = await deploy({ deployWorker }, { ipfs: '/ip4/127.0.0.1/tcp/1' });
    expect(report.error).toMatch(/^Uploading failed: .*IPFS at/);
    expect(deployWorker).not.toHaveBeenCalled();
  });

  it('it with the files where it says, when it is elsewhere', async () => {
    const ipfs = await ipfsServer();
    const deployWorker = answering({ name: 'one', steps: [], warnings: [] });
    const { target: peer } = target(undefined, {
      observeDeployment: async () => JSON.stringify(observation()),
      ipfs: async () => ipfs.multiaddr,
      deployWorker,
    });
    const site = await surveyed({ section: 'hosts', worker: 'one', dealId: 'd', target: peer }, WANTED);
    await deploySite(site, WANTED, [], { dryRun: false, prune: false, nameOf: (id) => id });
    expect(ipfs.files).toContain('script of tick');
    expect(deployWorker).toHaveBeenCalledOnce();
  });
});

describe('a host of unknown kind', () => {
  const INIT = { timeoutMs: 0, onLog: () => {}, onNote: () => {} };

  function targets(scripts: HostScripts, init = {}) {
    const session = { open: async () => ({ scripts: () => scripts }) as unknown as Session };
    return createTargets({ ...INIT, ...init }, session as LazySession, []);
  }

  it('that lacks "deployment" is looked at by its worker spell', async () => {
    const host = new MemoryWorkerHost();
    host.observeDeployment = (() => Promise.reject(LACKING)) as never;
    const view = await targets(host)('memory').look('deal', WANTED);
    expect(view).toMatchObject({ keepsState: false, observation: { observed: { items: [] } } });
  });

  it('that has it is brought about by itself', async () => {
    const scripts = scriptsOf({ observeDeployment: async () => JSON.stringify(observation()) });
    expect((await targets(scripts)('h').look('deal')).keepsState).toBe(true);
  });

  it('that refuses for another reason is not tried otherwise', async () => {
    const refused = new CliError('DEPLOY_FAILED', 'no answer within 15000 ms');
    const scripts = scriptsOf({ observeDeployment: () => Promise.reject(refused) });
    await expect(targets(scripts)('h').look('deal')).rejects.toBe(refused);
  });

  it('is looked at as the user says', async () => {
    const lacking = scriptsOf({ observeDeployment: () => Promise.reject(LACKING) });
    await expect(targets(lacking, { installer: 'peer' })('h').look('deal')).rejects.toBe(LACKING);
    const host = new MemoryWorkerHost();
    expect((await targets(host, { installer: 'spell' })('memory').look('deal')).keepsState).toBe(false);
  });

  it('is one target, however often it is named', () => {
    const targetOf = targets(scriptsOf({}));
    expect(targetOf('h')).toBe(targetOf('h'));
    expect(targetOf('h')).not.toBe(targetOf('i'));
  });
});
