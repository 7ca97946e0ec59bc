import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { writeTarGz } from '../../src/archive/tar-gz.js';
import { downloadFolder } from '../../src/download/download-folder.js';
import { downloaded } from '../../src/download/downloaded.js';
import { httpServer } from '../utils/http-server.js';
import { runCli } from '../utils/run-cli.js';

const archive = (text: string) => writeTarGz(new Map([['module.yaml', new TextEncoder().encode(text)]]));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const coded = (code: string) => expect.objectContaining({ code });

describe('a download', () => {
  it('is made once, and kept where upstream keeps it', async () => {
    const folder = tempFolder();
    const server = await httpServer(() => ({ body: archive('name: a') }));
    const url = `${server.url}/a.tar.gz`;
    const place = await downloaded(url, 'module', folder.root);
    expect(place).toMatch(/\/modules\/a\.tar\.gz_[0-9a-f]{32}$/);
    expect(folder.read(`${place.slice(folder.root.length)}/module.yaml`)).toBe('name: a');
    expect(await downloaded(url, 'module', folder.root)).toBe(place);
    expect(server.requests).toHaveLength(1);
    expect(JSON.parse(folder.read('downloads.json'))).toEqual({ [url]: sha256(archive('name: a')) });
  });

  it('is not made of what upstream downloaded', async () => {
    const folder = tempFolder();
    const url = 'http://127.0.0.1:1/x.tar.gz?raw=true';
    const place = downloadFolder(folder.root, 'service', url);
    expect(place).toMatch(/\/services\/x_[0-9a-f]{32}$/);
    folder.write(`${place.slice(folder.root.length)}/service.yaml`, '');
    expect(await downloaded(url, 'service', folder.root)).toBe(place);
  });

  it('is held to the hash that it had, when the folder is gone', async () => {
    const folder = tempFolder();
    let text = 'first';
    const server = await httpServer(() => ({ body: archive(text) }));
    const place = await downloaded(server.url, 'spell', folder.root);
    folder.remove(place.slice(folder.root.length));
    text = 'second';
    await expect(downloaded(server.url, 'spell', folder.root)).rejects.toThrow(coded('DOWNLOAD_CHANGED'));
    expect(existsSync(place)).toBe(false);
  });

  it('is held to the hash that "get" names', async () => {
    const folder = tempFolder();
    let text = 'first';
    const server = await httpServer(() => ({ body: archive(text) }));
    const pinned = (of: string) => `${server.url}/a.tar.gz#sha256=${sha256(archive(of))}`;
    await expect(downloaded(pinned('other'), 'module', folder.root)).rejects.toThrow('not what "get" names');
    const place = await downloaded(pinned('first'), 'module', folder.root);
    text = 'second';
    expect(await downloaded(pinned('second'), 'module', folder.root)).toBe(place);
    expect(folder.read(`${place.slice(folder.root.length)}/module.yaml`)).toBe('second');
  });

  it.each([
    ['a page', 200, '<html>', 'ARCHIVE_INVALID'],
    ['nothing there', 404, '', 'DOWNLOAD_FAILED'],
    ['too much', 200, new Uint8Array(65 * 1024 * 1024), 'DOWNLOAD_FAILED'],
  ])('leaves nothing behind of %s', async (_what, status, body, code) => {
    const folder = tempFolder();
    const server = await httpServer(() => ({ status, body }));
    await expect(downloaded(server.url, 'module', folder.root)).rejects.toThrow(coded(code));
    expect(readdirSync(folder.root)).toEqual([]);
  });

  it('says in one line that there is no network', async () => {
    const folder = tempFolder({
      'fluence.yaml':
        'version: 8\naquaDependencies: {}\nservices:\n  far: { get: "http://no-such-host.invalid/s.tar.gz" }\n',
    });
    const { stderr, exitCode } = await runCli(folder.root, ['build']);
    expect(stderr).toMatch(
      /Cannot download http:\/\/no-such-host\.invalid\/s\.tar\.gz: .*(ENOTFOUND|EAI_AGAIN)/,
    );
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(1);
  });

  it.each(['..', '/etc/passwd', 'a?b=../../c', 'x\u0000y', ''])(
    'stays in .fluence for a URL that ends with %j',
    (end) => {
      const place = downloadFolder('/p/.fluence', 'module', `https://example.com/${end}`);
      expect(place).toMatch(/^\/p\/\.fluence\/modules\/[^/]+$/);
    },
  );
});
