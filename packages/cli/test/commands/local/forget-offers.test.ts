import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { artifactsFile, recordedOffers, recordOffer } from '../../../src/chain/artifacts.js';
import { forgetLocalOffers } from '../../../src/commands/local/forget-offers.js';

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-forget-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

describe('forgetting the offers of the local chain', () => {
  it('does nothing when none was recorded', async () => {
    const dir = await folder();
    await forgetLocalOffers(dir);
    expect(existsSync(artifactsFile(dir))).toBe(false);
  });

  it('leaves no file that has no others', async () => {
    const dir = await folder();
    await recordOffer(dir, 'one', '0x01');
    await forgetLocalOffers(dir);
    expect(existsSync(artifactsFile(dir))).toBe(false);
    expect(await recordedOffers(dir)).toEqual(new Map());
  });

  it('leaves those of other environments as they are, byte for byte', async () => {
    const dir = await folder();
    const others = '# mine\nversion: 1\noffers:\n  kras:\n    one: { id: "0x02" } # kept\n';
    await writeFile(artifactsFile(dir), others);
    await forgetLocalOffers(dir);
    expect(await readFile(artifactsFile(dir), 'utf8')).toBe(others);
    await recordOffer(dir, 'one', '0x01');
    await forgetLocalOffers(dir);
    expect(await readFile(artifactsFile(dir), 'utf8')).toBe(others);
  });
});
