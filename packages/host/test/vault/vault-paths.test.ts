import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveVaultPath, type VaultPlace } from '../../src/vault/vault-paths.js';

let dir: string;
let place: VaultPlace;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'noctiluca-vault-'));
  place = { realDir: join(dir, 'peer', 'p-token'), virtualDir: '/tmp/vault/p-token' };
  await mkdir(join(place.realDir, 'sub'), { recursive: true });
  await mkdir(join(dir, 'peer', 'p-token-other'));
  for (const path of ['secret', 'peer/p-token-other/secret', 'peer/p-token/file', 'peer/p-token/sub/file']) {
    await writeFile(join(dir, path), path);
  }
  await symlink('sub/file', join(place.realDir, 'inner'));
  await symlink('../../secret', join(place.realDir, 'out'));
  await symlink('/', join(place.realDir, 'root'));
  await symlink('loop', join(place.realDir, 'loop'));
});

afterAll(() => rm(dir, { recursive: true }));

const FOREIGN = (path: string) =>
  `Incorrect vault path \`${path}\`: doesn't belong to vault (\`/tmp/vault/p-token\`)`;
const MISSING = (path: string) => `Incorrect vault  path \`${path}\`: doesn't exist`;

describe('a path of a script', () => {
  test.each([
    ['/tmp/vault/p-token/file', 'file'],
    ['file', 'file'],
    ['./sub/../file', 'file'],
    ['/tmp/vault/p-token/sub//file', 'sub/file'],
    ['inner', 'sub/file'],
  ])('%s is the file %s of the vault', async (path, file) => {
    expect(await resolveVaultPath(place, path)).toBe(await realpath(join(place.realDir, file)));
  });

  test.each([
    '/etc/passwd',
    '/tmp/vault',
    '/tmp/vault/p-token-other/secret',
    '/tmp/vault/p-token/../../../secret',
    '../p-token-other/secret',
    '../../secret',
    'out',
    'root/etc',
    '/',
    '..',
  ])('%s does not belong to the vault', async (path) => {
    await expect(resolveVaultPath(place, path)).rejects.toThrow(
      path === '/tmp/vault/p-token/../../../secret' ? MISSING(path) : FOREIGN(path),
    );
  });

  test.each(['nothing', 'file/x', 'sub/nothing', 'fi\0le', 'loop', 'x'.repeat(290)])(
    '%j does not exist',
    async (path) => {
      await expect(resolveVaultPath(place, path)).rejects.toThrow(MISSING(path));
    },
  );

  test('never leads out of the vault, however it is put together', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '',
      'sub',
      'file',
      'inner',
      'out',
      'root',
      'secret',
      '\\',
      '~',
      'tmp',
    );
    const start = fc.constantFrom('', '/', '/tmp/vault/p-token/', '/tmp/vault/p-token', '/tmp/vault/', './');
    const inside = `${await realpath(place.realDir)}${sep}`;
    await fc.assert(
      fc.asyncProperty(start, fc.array(piece, { maxLength: 8 }), async (first, rest) => {
        const found = await resolveVaultPath(place, first + rest.join('/')).catch((error) => {
          expect(error.code).toMatch(/^(INVALID|NOT_FOUND)$/);
          return inside;
        });
        expect(`${found}${sep}`.startsWith(inside)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
