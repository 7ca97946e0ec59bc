import { createECDH, createHmac, pbkdf2Sync } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { LOCAL_ACCOUNTS } from '@noctiluca/local-network/control';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../utils/run-cli.js';

const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;
const custom = (contractsEnv: string) =>
  tempFolder({
    'fluence.yaml': `version: 8\naquaDependencies: {}\ncustomFluenceEnv: { contractsEnv: ${contractsEnv}, relays: [] }\n`,
    '.fluence/env.yaml': 'version: 0\nfluenceEnv: custom\n',
  });

describe('chain info', () => {
  it("prints upstream's document", async () => {
    const argv = ['chain', 'info', '--priv-key', '0x1'];
    const { stdout, stderr, exitCode } = await runCli(tempFolder().root, argv);
    expect(JSON.parse(stdout)).toEqual({
      ...{ env: 'local', chainId: 31337, defaultAccountsForLocalEnv: LOCAL_ACCOUNTS },
      // deals.md §1
      contracts: {
        Capacity: { addr: '0xc6e7DF5E7b4f2A278906862b61205850344D4e7d' },
        Core: { addr: '0x0B306BF915C4d645ff596e518fAf3F9669b97016' },
        DealFactory: { addr: '0x59b670e9fA9D0A427751Af201D676719a970857b' },
        Diamond: { addr: '0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f' },
        Market: { addr: '0x3Aa5ebB10DC797CAC828524e59A333d0A371443c' },
        Multicall3: { addr: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512' },
        axlUSDC: { addr: '0x5FbDB2315678afecb367f032d93F642f64180aa3' },
      },
    });
    expect([stderr, exitCode]).toEqual(['', 0]);
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
