import { existsSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readWorkers, withHosts, writeWorkers } from '../../src/project/workers-yaml.js';

const HOST = {
  definition: 'bafkreicoc',
  installation_spells: [{ host_id: 'h', spell_id: 's', worker_id: 'w' }],
  timestamp: '2023-07-07T11:39:57.610Z',
  relayId: 'r',
  dummyDealId: 'one_12D_1',
};
const DEAL = {
  definition: 'bafkreig',
  timestamp: '2023-07-07T11:23:52.353Z',
  dealId: '799c',
  dealIdOriginal: '0x799C',
  chainNetworkId: 31_337,
  matched: true,
};
const entry = (value: object) => JSON.stringify(value);

describe('readWorkers', () => {
  it('finds nothing where there is no file', async () => {
    expect(await readWorkers(tempFolder().root, 'local')).toEqual({ deals: {}, hosts: {} });
  });

  it('understands version 1 and leaves the file as it is', async () => {
    const text = `version: 1\ndeals: {custom: {d: ${entry(DEAL)}}}\nhosts: {local: {one: ${entry(HOST)}}, stage: null}\n`;
    const folder = tempFolder({ 'workers.yaml': text });
    expect(await readWorkers(folder.root, 'local')).toEqual({
      deals: { custom: { d: DEAL } },
      hosts: { local: { one: HOST }, stage: {} },
    });
    expect(folder.read('workers.yaml')).toBe(text);
  });

  it('puts entries of version 0 into the environment of the command', async () => {
    const folder = tempFolder({ 'workers.yaml': `version: 0\nhosts: {one: ${entry(HOST)}}\n` });
    expect(await readWorkers(folder.root, 'custom')).toEqual({
      deals: { custom: {} },
      hosts: { custom: { one: HOST } },
    });
  });

  it.each([
    ['no YAML', 'version: [1'],
    ['another version', 'version: 7'],
    ['half an entry', 'version: 1\nhosts: {local: {one: {definition: x}}}'],
  ])('refuses %s and says what to do', async (_what, text) => {
    const folder = tempFolder({ 'workers.yaml': text });
    await expect(readWorkers(folder.root, 'local')).rejects.toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringContaining('delete it'),
    });
  });
});

describe('writeWorkers', () => {
  it('writes version 1, and no environment without entries', async () => {
    const folder = tempFolder({ 'workers.yaml': `version: 0\nhosts: {one: ${entry(HOST)}}\n` });
    const record = await readWorkers(folder.root, 'local');
    await writeWorkers(folder.root, withHosts(record, 'local', { ...record.hosts.local, two: HOST }));
    expect(parse(folder.read('workers.yaml'))).toEqual({
      version: 1,
      hosts: { local: { one: HOST, two: HOST } },
    });
    await writeWorkers(folder.root, withHosts(record, 'local', {}));
    expect(parse(folder.read('workers.yaml'))).toEqual({ version: 1 });
  });

  it('makes the folder', async () => {
    const folder = tempFolder();
    await writeWorkers(folder.at('.fluence'), { deals: {}, hosts: {} });
    expect(existsSync(folder.at('.fluence/workers.yaml'))).toBe(true);
  });
});
