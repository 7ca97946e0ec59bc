import { cidOf } from '@noctiluca/store';
import { describe, expect, it, vi } from 'vitest';
import { textFile } from '../../src/workers/definition.js';
import { IpfsFiles } from '../../src/workers/ipfs-files.js';
import { ipfsServer } from '../utils/http-server.js';

const file = (text: string) => textFile(cidOf(Buffer.from(text)), text);
const FILES = Array.from({ length: 20 }, (_, index) => file(`file ${index}`));

describe('files for the IPFS of hosts', () => {
  it('are all sent, each once to each', async () => {
    const [one, other] = [await ipfsServer(), await ipfsServer()];
    const files = new IpfsFiles();
    await Promise.all([
      files.add(one.multiaddr, FILES),
      files.add(one.multiaddr, [file('file 3'), file('more')]),
      files.add(other.multiaddr, [file('file 3')]),
    ]);
    await files.add(one.multiaddr, FILES);
    expect([...one.files].sort()).toEqual([...FILES.map((_, index) => `file ${index}`), 'more'].sort());
    expect(other.files).toEqual(['file 3']);
  });

  it('are read when they are sent, and not again', async () => {
    const { multiaddr } = await ipfsServer();
    const read = vi.fn(async () => Buffer.from('x'));
    const files = new IpfsFiles();
    const lazy = { cid: cidOf(Buffer.from('x')), read };
    await Promise.all([files.add(multiaddr, [lazy]), files.add(multiaddr, [lazy])]);
    expect(read).toHaveBeenCalledOnce();
  });

  it('are refused when the IPFS calls them otherwise', async () => {
    const { multiaddr } = await ipfsServer('bafyother');
    await expect(new IpfsFiles().add(multiaddr, [file('x')])).rejects.toMatchObject({
      code: 'UPLOAD_FAILED',
      message: expect.stringMatching(
        /calls a file bafyother, expected baf\w+: does it cut files differently/,
      ),
    });
  });

  it('say which IPFS does not answer', async () => {
    const add = new IpfsFiles().add('/ip4/127.0.0.1/tcp/1', [file('x'), file('y')]);
    await expect(add).rejects.toMatchObject({
      code: 'UPLOAD_FAILED',
      message: expect.stringContaining('IPFS at /ip4/127.0.0.1/tcp/1'),
    });
  });

  it('say what cannot be read', async () => {
    const { multiaddr } = await ipfsServer();
    const gone = { cid: 'bafy', read: () => Promise.reject(new Error('no such file')) };
    await expect(new IpfsFiles().add(multiaddr, [gone])).rejects.toMatchObject({
      code: 'UPLOAD_FAILED',
      message: expect.stringContaining('no such file'),
    });
  });
});
