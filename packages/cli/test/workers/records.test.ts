import { existsSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/context.js';
import type { FluenceProject } from '../../src/project/project.js';
import { readWorkers } from '../../src/project/workers-yaml.js';
import { writeRecords } from '../../src/workers/records.js';
import type { WorkerReport } from '../../src/workers/report.js';

const INIT = { env: 'local', relayPeerId: 'relay' };

function report(worker: string, changes: Partial<WorkerReport> = {}): WorkerReport {
  return {
    ...{ section: 'hosts', worker, hostId: 'h', peer: 'h', dealId: `${worker}_deal`, steps: [], notes: [] },
    ...{ workerId: `w-${worker}`, spellId: 's', definition: 'cid' },
    ...changes,
  };
}
const removal = (worker: string, changes: Partial<WorkerReport> = {}) =>
  report(worker, { steps: [{ action: 'remove', kind: 'worker', alias: worker, id: 'w' }], ...changes });

function stage() {
  const folder = tempFolder({ 'fluence.yaml': 'version: 9\n' });
  const context = { cwd: folder.root, env: {}, process: { stderr: { write() {} } } } as unknown as CliContext;
  const project = { rootDir: folder.root, deployments: {}, hosts: {}, services: {}, compileAqua: {} };
  return {
    folder,
    write: (...reports: WorkerReport[]) =>
      writeRecords(context, project as unknown as FluenceProject, reports, INIT),
    read: async () => {
      const { hosts, deals } = await readWorkers(folder.at('.fluence'), 'local');
      return { hosts: Object.keys(hosts.local ?? {}), deals: Object.keys(deals.local ?? {}) };
    },
  };
}

describe('the records of a deployment', () => {
  it('has hosts and deals, each in its place, and the Aqua beside', async () => {
    const { folder, write, read } = stage();
    await write(report('one'), report('two', { section: 'deployments', dealId: '0xAB' }));
    expect(await read()).toEqual({ hosts: ['one'], deals: ['two'] });
    expect(folder.read('.fluence/aqua/hosts.aqua')).toContain('w-one');
    expect(folder.read('.fluence/aqua/deals.aqua')).toContain('dealId="ab"');
  });

  it('keeps what another deployment wrote meanwhile', async () => {
    const { write, read } = stage();
    await write(report('one'));
    await write(report('two'), report('three', { section: 'deployments', dealId: '0xAB' }));
    expect(await read()).toEqual({ hosts: ['one', 'two'], deals: ['three'] });
  });

  it('keeps all of several that end at the same time', async () => {
    const { write, read } = stage();
    const names = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(names.map((name) => write(report(name))));
    expect((await read()).hosts.sort()).toEqual(names);
  });

  it('takes away what was removed, of its section alone', async () => {
    const { write, read } = stage();
    await write(report('one'), report('one', { section: 'deployments', dealId: '0xAB' }));
    await write(removal('one'));
    expect(await read()).toEqual({ hosts: [], deals: ['one'] });
    await write(removal('one', { section: 'deployments', dealId: '0xAB' }));
    expect(await read()).toEqual({ hosts: [], deals: [] });
  });

  it('takes a name that every object has for no record', async () => {
    const { write, read } = stage();
    await write(report('constructor'));
    expect((await read()).hosts).toEqual(['constructor']);
  });

  it('leaves the file alone when nothing is new', async () => {
    const { folder, write } = stage();
    await write(report('one'));
    const before = folder.read('.fluence/workers.yaml');
    await write(report('one'));
    expect(folder.read('.fluence/workers.yaml')).toBe(before);
  });

  it('writes no file when there is nothing to record', async () => {
    const { folder, write } = stage();
    const { workerId: _w, ...rest } = report('one');
    await write({ ...rest, error: 'no answer' });
    expect(existsSync(folder.at('.fluence/workers.yaml'))).toBe(false);
  });
});
