import { createECDH, createHmac, pbkdf2Sync } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { describe, expect, it } from 'vitest';
import { LOCAL_ACCOUNTS } from '../../../src/commands/chain/info/accounts.js';
import { tempFolder } from '../../aqua/fixture.js';
import { runCli } from '../../utils/run-cli.js';

const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;
const custom = (contractsEnv: string) =>
  tempFolder({
    'fluence.yaml': `version: 8\naquaDependencies: {}\ncustomFluenceEnv: { contractsEnv: ${contractsEnv}, relays: [] }\n`,
    '.fluence/env.yaml': 'version: 0\nfluenceEnv: custom\n',
  });

describe('chain info', () => {
  it("prints upstream's document, with no contract that is not there, and says that no chain is", async () => {
    const { stdout, stderr, exitCode } = await runCli(tempFolder().root, [
      'chain',
      'info',
      '--priv-key',
      '0x1',
    ]);
    expect(JSON.parse(stdout)).toEqual({
      ...{ env: 'local', chainId: 31337, contracts: {} },
      defaultAccountsForLocalEnv: LOCAL_ACCOUNTS,
    });
    expect(stderr).toMatch(/^The environment "local" has no chain yet.*"fluence deploy"/);
    expect(exitCode).toBe(0);
  });

  it('is of the environment of the project', async () => {
    const { stdout } = await runCli(custom('local').root, ['chain', 'info', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ env: 'custom', chainId: 31337 });
  });

  it('knows nothing of networks that are gone', async () => {
    const { stdout, exitCode } = await runCli(custom('dar').root, ['chain', 'info', '--json']);
    expect(errorOf(stdout)).toMatchObject({ code: 'NO_CHAIN', message: expect.stringContaining('"dar"') });
    expect(exitCode).toBe(1);
    const { stdout: named } = await runCli(tempFolder().root, ['chain', 'info', '--env', 'kras', '--json']);
    expect(errorOf(named).message).toContain('shut down');
  });
});

/** Order of the group of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const HARD = 0x80000000;

function publicKey(key: Buffer, format: 'compressed' | 'uncompressed'): Buffer {
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(key);
  return curve.getPublicKey(null, format);
}

/** A step of BIP-32: key and chain code, 32 bytes each. */
function child(parent: Buffer, index: number): Buffer {
  const [key, code] = [parent.subarray(0, 32), parent.subarray(32)];
  const number = Buffer.alloc(4);
  number.writeUInt32BE(index);
  const data = index >= HARD ? Buffer.concat([Buffer.of(0), key]) : publicKey(key, 'compressed');
  const made = createHmac('sha512', code).update(data).update(number).digest();
  const sum = (BigInt(`0x${made.toString('hex', 0, 32)}`) + BigInt(`0x${key.toString('hex')}`)) % ORDER;
  return Buffer.concat([Buffer.from(sum.toString(16).padStart(64, '0'), 'hex'), made.subarray(32)]);
}

it('has the accounts of the mnemonic of all tools for local chains', () => {
  const mnemonic = [...Array.from({ length: 11 }, () => 'test'), 'junk'].join(' ');
  const seed = pbkdf2Sync(mnemonic, 'mnemonic', 2048, 64, 'sha512');
  const master = createHmac('sha512', 'Bitcoin seed').update(seed).digest();
  const parent = [44 + HARD, 60 + HARD, HARD, 0].reduce(child, master);
  const made = Array.from({ length: 10 }, (_, index) => {
    const key = child(parent, index).subarray(0, 32);
    const hash = keccak_256(publicKey(key, 'uncompressed').subarray(1)).subarray(12);
    return { address: `0x${Buffer.from(hash).toString('hex')}`, privateKey: `0x${key.toString('hex')}` };
  });
  expect(LOCAL_ACCOUNTS.map((each) => ({ ...each, address: each.address.toLowerCase() }))).toEqual(made);
});
