import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '@noctiluca/common/sha256';
import { hasCode } from '@noctiluca/common/thrown';
import { TEMPORARY_PREFIX, writeDurably } from '@noctiluca/store/durable-file';
import { MAX_STATE_FILE_BYTES } from '../constants.js';
import { ChainError } from '../errors.js';
import { GENESIS_TRANSACTIONS } from '../generated/genesis.js';

/** A chain as it is kept between runs. */
export interface KeptChain {
  /** Seconds that its clock is ahead of that of the machine. */
  readonly aheadSec: number;
  /** What anvil takes back, 0x-hex. */
  readonly state: string;
}

const NAME = 'chain.json';
/** Which contracts the chain was made with. */
const GENESIS = sha256Hex(GENESIS_TRANSACTIONS.join());

/** Whole after any crash: the last one that was written. */
export async function saveChain(dir: string, kept: KeptChain): Promise<void> {
  await writeDurably(dir, NAME, Buffer.from(JSON.stringify({ genesis: GENESIS, ...kept })));
}

/** Nothing when there is none. @throws ChainError `DAMAGED`, `OUTDATED`, `LIMIT` */
export async function loadChain(dir: string): Promise<KeptChain | undefined> {
  await sweep(dir);
  const text = await read(path.join(dir, NAME));
  return text === undefined ? undefined : parse(dir, text);
}

async function sweep(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const unfinished = (await readdir(dir)).filter((name) => name.startsWith(TEMPORARY_PREFIX));
  await Promise.all(unfinished.map((name) => rm(path.join(dir, name), { force: true })));
}

async function read(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file);
    try {
      if ((await handle.stat()).size > MAX_STATE_FILE_BYTES)
        throw new ChainError('LIMIT', `${file} is too large`);
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function parse(dir: string, text: string): KeptChain {
  const { genesis, aheadSec, state } = fieldsOf(dir, text);
  if (typeof genesis === 'string' && genesis !== GENESIS)
    throw new ChainError('OUTDATED', `The chain in ${dir} was made by another version of its contracts`);
  if (typeof state !== 'string' || !Number.isSafeInteger(aheadSec) || (aheadSec as number) < 0)
    throw new ChainError('DAMAGED', `The chain in ${dir} is not readable`);
  return { state, aheadSec: aheadSec as number };
}

function fieldsOf(dir: string, text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch (cause) {
    throw new ChainError('DAMAGED', `The chain in ${dir} is not readable`, { cause });
  }
}
