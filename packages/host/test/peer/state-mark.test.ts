import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPair } from '@noctiluca/particle';
import { afterEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import { addGreetingService, startTestHost, type TestHost } from '../utils/test-host.js';

const opened: TestHost[] = [];
afterEach(async () => {
  for (const host of opened.splice(0)) await host.destroy();
});

async function start(...given: Parameters<typeof startTestHost>): Promise<TestHost> {
  const host = await startTestHost(...given);
  opened.push(host);
  return host;
}

/** A stopped host with one service that keeps something. */
async function stateWithFiles() {
  const at = await startTestHost();
  const { dir } = at;
  const { serviceId } = await addGreetingService(at, 'greeting');
  const kept = join(dir, 'storage', serviceId, 'precious');
  await writeFile(kept, 'x');
  await at.stop();
  return { dir, serviceId, kept };
}

describe('a state that lost a part', () => {
  test.each([
    ['is missing', (store: string) => rm(store, { recursive: true })],
    ['lost its data', (store: string) => rm(join(store, 'data.mdb'))],
  ])('is not taken for a new one when the store %s, and is whole when that is back', async (_, lose) => {
    const { dir, serviceId, kept } = await stateWithFiles();
    const store = join(dir, 'store');
    await cp(store, `${store}.backup`, { recursive: true });
    await lose(store);
    const blobs = await readdir(join(dir, 'blobs'));
    await expect(start({}, { dir })).rejects.toMatchObject({
      code: 'BROKEN_STATE',
      message: expect.stringContaining('files of 1 services and 2 modules'),
    });
    expect(await readFile(kept, 'utf8')).toBe('x');
    expect(await readdir(join(dir, 'blobs'))).toEqual(blobs);
    await rm(store, { recursive: true });
    await rename(`${store}.backup`, store);
    const next = await start({}, { dir });
    expect(next.host.services.resolve(HOST_SCOPE, 'greeting')?.serviceId).toBe(serviceId);
  });

  test('is not taken over by another peer', async () => {
    const { dir } = await stateWithFiles();
    await expect(start({}, { dir, keyPair: generateKeyPair() })).rejects.toThrow(
      /^The state is that of peer 12D3.*put back the root key/,
    );
    await start({}, { dir });
  });

  test('begins anew when the files were moved away', async () => {
    const { dir } = await stateWithFiles();
    await rm(join(dir, 'store'), { recursive: true });
    for (const name of ['storage', 'blobs']) await rename(join(dir, name), join(dir, `${name}.old`));
    await start({}, { dir });
  });

  test('has files of services that are not here moved aside, and none of them removed', async () => {
    const { dir, serviceId } = await stateWithFiles();
    const orphan = '00000000-0000-0000-0000-000000000000';
    await mkdir(join(dir, 'storage', orphan));
    await writeFile(join(dir, 'storage', orphan, 'data'), 'x');
    await start({}, { dir });
    expect((await readdir(join(dir, 'storage'))).sort()).toEqual([serviceId, 'orphans'].sort());
    const [date = ''] = await readdir(join(dir, 'storage/orphans'));
    expect(date).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(await readFile(join(dir, 'storage/orphans', date, orphan, 'data'), 'utf8')).toBe('x');
  });
});
