import { spawnSync } from 'node:child_process';
import { gunzipSync, gzipSync } from 'node:zlib';
import { tempFolder } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTar } from '../../src/archive/read-tar.js';
import { readTarGz, writeTarGz } from '../../src/archive/tar-gz.js';
import { writeTar } from '../../src/archive/write-tar.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const one = (name: string, content = 'x') => writeTar(new Map([[name, bytes(content)]]));
/** With another byte in its first header, whose sum is right again. */
function patched(tar: Uint8Array, at: number, text: string): Uint8Array {
  const copy = Buffer.from(tar);
  copy.write(text, at, 'latin1');
  copy.fill(32, 148, 156);
  const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return copy;
}

describe('a tar.gz', () => {
  it('gives back what was put in', () => {
    const name = fc.stringMatching(/^[a-z]{1,20}(\/[a-z.]{1,10}x)?$/);
    const files = fc.dictionary(name, fc.uint8Array({ maxLength: 1500 }), {
      minKeys: 1,
      maxKeys: 5,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(files, (record) => {
        const entries = new Map(Object.entries(record));
        const read = [...readTarGz(writeTarGz(entries))].map(([key, value]) => [key, [...value]]);
        expect(read).toEqual([...entries].map(([key, value]) => [key, [...value]]));
      }),
    );
  });

  it('is the same for the same files', () => {
    const files = new Map([['a.yaml', bytes('name: a')]]);
    expect(writeTarGz(files)).toEqual(writeTarGz(files));
  });

  it('is one that tar understands, and the other way round, long names and all', () => {
    const folder = tempFolder();
    const long = `deep/${'folder/'.repeat(20)}module.yaml`;
    folder.write(`from/${long}`, 'name: deep');
    folder.write('from/a.txt', 'a');
    for (const format of ['gnu', 'pax', 'ustar']) {
      const made = spawnSync('tar', ['cz', `--format=${format}`, '-C', folder.at('from'), '.']).stdout;
      const files = readTarGz(made);
      expect(new TextDecoder().decode(files.get(long))).toBe('name: deep');
      expect([...files.keys()].sort()).toEqual(['a.txt', long]);
    }
    const listed = spawnSync('tar', ['tz'], { input: writeTarGz(new Map([['b.wasm', bytes('b')]])) });
    expect(listed.stdout.toString()).toBe('b.wasm\n');
  });
});

describe('an archive is refused', () => {
  it.each([
    ['that leads out of the folder', one('../../etc/passwd'), 'leads out'],
    ['with a way up inside', one('a/../../b'), 'leads out'],
    ['with an absolute path', one('/etc/passwd'), 'leads out'],
    ['with a drive', one('C:/x'), 'leads out'],
    ['with a backslash', one('..\\x'), 'leads out'],
    ['with a symbolic link', patched(one('a'), 156, '2b'), 'link'],
    ['with a hard link', patched(one('a'), 156, '1b'), 'link'],
    ['with a device', patched(one('a'), 156, '3'), 'link or a device'],
    ['that is cut', one('a', 'long'.repeat(400)).subarray(0, 1024), 'cut short'],
    ['whose sizes are none', patched(one('a'), 124, '7777777777x\0'), 'no tar'],
    ['that claims more than there is', patched(one('a'), 124, '77777777777\0'), 'cut short'],
    ['that is empty', new Uint8Array(1024), 'no tar'],
    ['that is compressed once more', gzipSync(one('a')), 'no tar'],
    ['that is no tar', new Uint8Array(1024).fill(1), 'no tar'],
  ])('%s', (_what, tar, why) => {
    expect(() => readTar(tar)).toThrow(expect.objectContaining({ code: 'ARCHIVE_INVALID' }));
    expect(() => readTar(tar)).toThrow(why);
  });

  it('with a file that is there twice', () => {
    const tar = Buffer.concat([one('a').subarray(0, 1024), one('./a')]);
    expect(() => readTar(tar)).toThrow('twice');
  });

  it('with more entries than any service has', () => {
    const entry = patched(one('d/'), 156, '5').subarray(0, 512);
    const folder = patched(Buffer.concat([entry]), 124, '00000000000\0');
    expect(() => readTar(Buffer.concat(Array.from({ length: 10_001 }, () => folder)))).toThrow('entries');
  });

  it('that is no archive, or unpacks to a whole disk', () => {
    expect(() => readTarGz(bytes('<html>'))).toThrow('no .tar.gz');
    expect(() => readTarGz(gzipSync(new Uint8Array(257 * 1024 * 1024)))).toThrow('unpacks to more');
  });

  it('or read, whatever bytes it has', () => {
    const tar = gunzipSync(writeTarGz(new Map([['a', bytes('abc')]])));
    fc.assert(
      fc.property(fc.nat(1023), fc.nat(255), (at, byte) => {
        const broken = Buffer.from(tar);
        broken[at] = byte;
        try {
          return readTar(broken).size <= 1;
        } catch (error) {
          return (error as { code?: string }).code === 'ARCHIVE_INVALID';
        }
      }),
    );
  });
});
