import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createService, type MarineService } from '@noctiluca/marine';
import { afterAll, describe, expect, it } from 'vitest';
import { PARAMETERS, serviceConfig } from './services.js';
import { makeWorkFolder, particle } from './work-folder.js';

const folder = makeWorkFolder();
const services: MarineService[] = [];
afterAll(() => {
  for (const service of services) service.close();
  folder.remove();
});

function startFiles(serviceId: string) {
  const service = createService(
    serviceConfig('files', { mappedDirs: folder.mappedDirs(serviceId) }, serviceId),
  );
  services.push(service);
  return (name: string, args: unknown[] = [], parameters = PARAMETERS) =>
    JSON.parse(service.callJson(name, JSON.stringify(args), parameters));
}

const bytes = (text: string) => [...Buffer.from(text)];
const DONE = { success: true, error: '' };

describe('files in the storage', () => {
  const call = startFiles('files-1');
  const onDisk = (path: string) => join(folder.path, 'persistent', 'files-1', path);

  it('writes, appends and reads', () => {
    expect(call('put', ['a.txt', bytes('Мир')])).toEqual(DONE);
    expect(call('append', ['a.txt', bytes('!')])).toEqual(DONE);
    expect(call('get', ['a.txt'])).toEqual({ ...DONE, data: bytes('Мир!') });
    expect(readFileSync(onDisk('a.txt'), 'utf8')).toBe('Мир!');
    expect(call('put', ['a.txt', bytes('x')])).toEqual(DONE);
    expect(call('get', ['/storage/a.txt']).data).toEqual(bytes('x'));
    expect(call('append', ['new.txt', []])).toEqual(DONE);
    expect(call('get', ['new.txt'])).toEqual({ ...DONE, data: [] });
  });

  it('answers an error for what is not there', () => {
    expect(call('get', ['none'])).toMatchObject({
      success: false,
      error: expect.stringContaining('os error'),
    });
    expect(call('list', ['none']).success).toBe(false);
    expect(call('delete', ['none']).success).toBe(false);
    expect(call('move_to', ['none', 'other']).success).toBe(false);
    expect(call('put', ['none/x', []]).success).toBe(false);
    expect(call('metadata', ['none'])).toMatchObject({ success: false, kind: '', size: 0 });
  });

  it('makes, lists, moves and deletes directories', () => {
    expect(call('make_dir', ['d/e/f'])).toEqual(DONE);
    expect(call('put', ['d/two', bytes('22')])).toEqual(DONE);
    expect(call('make_link', ['d/link', 'two'])).toEqual(DONE);
    const entries = [
      { name: 'e', kind: 'directory', size: statSync(onDisk('d/e')).size },
      { name: 'link', kind: 'link', size: 3 },
      { name: 'two', kind: 'file', size: 2 },
    ];
    expect(call('list', ['d'])).toEqual({ ...DONE, entries });
    expect(call('get', ['d/link']).data).toEqual(bytes('22'));
    expect(call('move_to', ['d', 'moved'])).toEqual(DONE);
    expect(call('get', ['moved/two']).data).toEqual(bytes('22'));
    expect(call('delete', ['moved'])).toEqual(DONE);
    expect(existsSync(onDisk('moved'))).toBe(false);
  });

  it('lists more entries than one buffer holds', () => {
    call('make_dir', ['many']);
    const names = Array.from({ length: 500 }, (_, i) => `entry-${String(i).padStart(4, '0')}`);
    for (const name of names) call('put', [`many/${name}`, []]);
    const listed: { name: string }[] = call('list', ['many']).entries;
    expect(listed.map(({ name }) => name)).toEqual(names);
  });

  it('tells kind, size and time of a file', () => {
    call('put', ['m', bytes('12345')]);
    const { mtimeMs } = statSync(onDisk('m'));
    const modified_ms = Math.floor(mtimeMs);
    expect(call('metadata', ['m'])).toEqual({ ...DONE, kind: 'file', size: 5, modified_ms });
    expect(call('metadata', ['/storage']).kind).toBe('directory');
  });

  it('seeks beyond 4 GiB', () => {
    const offset = 2 ** 32 + 7;
    expect(call('write_at', ['far', offset, bytes('far')])).toEqual(DONE);
    expect(call('metadata', ['far']).size).toBe(offset + 3);
    expect(call('read_at', ['far', offset - 1, 100])).toEqual({ ...DONE, data: [0, ...bytes('far')] });
    expect(call('resize', ['far', 2])).toEqual(DONE);
    expect(statSync(onDisk('far')).size).toBe(2);
    expect(call('read_at', ['far', offset, 1])).toEqual({ ...DONE, data: [] });
  });

  it('keeps storage, temporary files and those of the module apart', () => {
    for (const path of ['/storage/p', '/storage/module/p', '/tmp/p', '/tmp/module/p'])
      expect(call('put', [path, bytes(path)])).toEqual(DONE);
    for (const path of ['/storage/p', '/storage/module/p', '/tmp/p', '/tmp/module/p'])
      expect(call('get', [path]).data).toEqual(bytes(path));
    expect(call('put', ['/elsewhere', []]).success).toBe(false);
  });

  it('finds its files again after a restart, and no other service does', () => {
    call('put', ['kept', bytes('1')]);
    expect(startFiles('files-1')('get', ['kept']).data).toEqual(bytes('1'));
    expect(startFiles('files-2')('get', ['kept']).success).toBe(false);
  });
});

describe("files in a particle's vault", () => {
  const [one, two] = [startFiles('vault-1'), startFiles('vault-2')];
  const [ours, theirs] = [particle('p-ours'), particle('p-theirs')];
  const host = folder.makeVault(ours);
  folder.makeVault(theirs);

  it('are shared by the services that the particle calls', () => {
    const path = one('vault_put', ['note.txt', 'from one'], ours);
    expect(path).toBe('/tmp/vault/p-ours-token-of-p-ours/note.txt');
    expect(readFileSync(join(host, 'note.txt'), 'utf8')).toBe('from one');
    expect(two('vault_get', [path], ours)).toBe('from one');
    expect(two('vault_get', ['note.txt'], ours)).toBe('from one');
    expect(two('vault_list', [], ours).entries).toEqual([{ name: 'note.txt', kind: 'file', size: 8 }]);
  });

  it('are not found by another particle, nor by a wrong token, nor without a vault', () => {
    expect(() => two('vault_get', ['note.txt'], theirs)).toThrow('cannot read');
    expect(() => two('vault_get', ['note.txt'], particle('p-ours', 'guess'))).toThrow('cannot read');
    expect(() => two('vault_put', ['x', 'y'], particle('p-none'))).toThrow('cannot write');
    expect(two('vault_list', [], theirs).entries).toEqual([]);
  });
});

describe('files outside of the mapped directories', () => {
  const call = startFiles('escape-1');
  const secret = join(folder.path, 'secret.txt');
  writeFileSync(secret, 'secret');

  it.each([secret, '/etc/passwd', '/etc', join(folder.path, 'persistent', 'escape-2', 'x')])(
    'are out of reach by every way: %s',
    (path) => {
      const attempts: { way: string; escaped: boolean; error: string }[] = call('escape_read', [path]);
      expect(attempts.length).toBeGreaterThan(30);
      expect(attempts.filter(({ escaped, error }) => escaped || error === '')).toEqual([]);
    },
  );

  it('are not made, moved or changed by the attempts', () => {
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    for (const above of ['/tmp', folder.path, join(folder.path, 'persistent')])
      expect(existsSync(join(above, 'tmp/escaped-from-storage'))).toBe(false);
    expect(existsSync('/tmp/escaped-from-storage')).toBe(false);
    expect(call('list', ['.']).entries).toMatchObject([{ name: 'facade' }]);
  });
});
