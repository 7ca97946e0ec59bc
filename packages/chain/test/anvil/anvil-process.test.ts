import { describe, expect, it, onTestFinished } from 'vitest';
import { startAnvil } from '../../src/anvil/anvil-process.js';
import { anvilBinary, whyNoAnvil } from '../../src/anvil/binary.js';
import { READABLE_BLOCKS } from '../../src/constants.js';
import { createRpc } from '../../src/rpc.js';
import { tempDir } from '../utils/chain.js';

const noAnvil = whyNoAnvil();

const init = () => ({ port: 0, cacheDir: tempDir(), onLost: () => {} });

describe.skipIf(noAnvil)(`anvil ${noAnvil ?? ''}`, () => {
  it('is given up when it does not come up in time', async () => {
    const { signal } = new AbortController();
    const failed = { code: 'START_FAILED', message: 'anvil did not come up in time' };
    await expect(startAnvil({ ...init(), startTimeoutMs: 1 }, signal)).rejects.toMatchObject(failed);
  });

  it('is given up when nobody wants it any more', async () => {
    const life = new AbortController();
    const started = startAnvil(init(), life.signal);
    life.abort();
    await expect(started).rejects.toMatchObject({ code: 'START_FAILED' });
  });

  it('has the state of the latest blocks, and of no others', async () => {
    const anvil = await startAnvil(init(), new AbortController().signal);
    onTestFinished(() => anvil.end());
    const rpc = createRpc({ url: `http://127.0.0.1:${anvil.port}` });
    await rpc.call('anvil_mine', '0x40');
    const balanceAt = (back: number) =>
      rpc.call('eth_getBalance', `0x${'0'.repeat(40)}`, `0x${(0x40 - back).toString(16)}`);
    expect(await balanceAt(READABLE_BLOCKS - 1)).toBe('0x0');
    await expect(balanceAt(READABLE_BLOCKS + 2)).rejects.toMatchObject({ code: 'RPC_FAILED' });
  });

  it('says what it does not like', async () => {
    const { signal } = new AbortController();
    const wrong = startAnvil({ ...init(), port: 99_999 }, signal);
    await expect(wrong).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('99999'),
    });
  });
});

describe('the binary of anvil', () => {
  it.each([
    ['linux', 'riscv64'],
    ['sunos', 'x64'],
  ])('is not made for %s on %s', (platform, arch) => {
    expect(() => anvilBinary(platform, arch)).toThrow(`There is no anvil for ${platform} on ${arch}`);
  });

  it('is missed where npm has left it out', () => {
    const other = process.platform === 'darwin' ? 'linux' : 'darwin';
    expect(() => anvilBinary(other, 'arm64')).toThrow(
      'is not installed: npm leaves it out with --omit=optional',
    );
  });
});
