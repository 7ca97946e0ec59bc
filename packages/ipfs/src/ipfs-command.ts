import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '@noctiluca/common/thrown';
import { CHUNK_BYTES, KUBO_VERSION } from './constants.js';
import { createKuboClient, type KuboClient } from './kubo-client.js';

const OPTIONS = {
  api: { type: 'string' },
  timeout: { type: 'string' },
  output: { type: 'string', short: 'o' },
  quieter: { type: 'boolean', short: 'Q' },
  'cid-version': { type: 'string' },
  chunker: { type: 'string' },
  version: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const USAGE = `ipfs: a program that stands in for Kubo's, for the commands that Fluence peers run

  ipfs add [-Q] <path>          add a file; prints its CID
  ipfs cat <cid>                print a file
  ipfs get -o <path> <cid>      write a file
  ipfs dag put <path>           add a JSON file as a DAG node; prints its CID
  ipfs dag get <cid>            print a DAG node as JSON
  ipfs id                       print who the daemon is
  ipfs swarm connect <addr>     connect the daemon to another

  --api <multiaddr>             the daemon (default /ip4/127.0.0.1/tcp/5001)
  --timeout <n>s                how long it may take (default 30s)
`;

interface CommandOptions {
  readonly output?: string;
  readonly quieter?: boolean;
  readonly chunker?: string;
  readonly 'cid-version'?: string;
}

/** Runs one command line. @returns the exit code: 0, or 1 with the reason on standard error as Kubo writes it */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    if (values.version) return say(`ipfs version ${KUBO_VERSION}\n`);
    if (values.help || positionals.length === 0) return say(USAGE);
    const client = createKuboClient({
      api: values.api ?? '/ip4/127.0.0.1/tcp/5001',
      ...(values.timeout === undefined ? {} : { timeoutMs: milliseconds(values.timeout) }),
    });
    return say(await run(client, positionals, values));
  } catch (error) {
    process.stderr.write(`Error: ${messageOf(error)}\n`);
    return 1;
  }
}

async function run(
  client: KuboClient,
  positionals: readonly string[],
  values: CommandOptions,
): Promise<string | Uint8Array> {
  const [first = '', second = '', third = ''] = positionals;
  const { output, quieter } = values;
  switch (first) {
    case 'add': {
      requireOurLayout(values);
      const cid = await client.add(await readFile(required(second, 'path')));
      return quieter ? `${cid}\n` : `added ${cid} ${second.split('/').at(-1)}\n`;
    }
    case 'cat':
      return client.cat(required(second, 'ipfs-path'));
    case 'get':
      return save(await client.cat(required(second, 'ipfs-path')), output ?? basename(second));
    case 'id':
      return `${JSON.stringify(await client.info(), undefined, '\t')}\n`;
    case 'dag':
      if (second === 'put') return `${await client.dagPut(await readFile(required(third, 'path')))}\n`;
      if (second === 'get')
        return Buffer.concat([await client.dagGet(required(third, 'ref')), Buffer.from('\n')]);
      break;
    case 'swarm':
      if (second === 'connect')
        return (await client.connect(required(third, 'address'))).map((line) => `${line}\n`).join('');
  }
  throw new Error(`unknown command "${[first, second].filter(Boolean).join(' ')}"; see ipfs --help`);
}

/** What is added has the CID of this layout: another must not be asked for in vain. */
function requireOurLayout({ chunker, 'cid-version': version }: CommandOptions): void {
  if (version !== undefined && version !== '1') throw new Error('only CIDs of version 1 are made here');
  if (chunker === undefined || chunker === `size-${CHUNK_BYTES}`) return;
  throw new Error(`unrecognized chunker option: ${chunker}; size-${CHUNK_BYTES} is known here`);
}

async function save(contents: Uint8Array, path: string): Promise<string> {
  await writeFile(path, contents);
  return `Saving file(s) to ${path}\n`;
}

function required(value: string, name: string): string {
  if (value !== '') return value;
  throw new Error(`argument "${name}" is required`);
}

function milliseconds(written: string): number {
  const [, digits, unit = 's'] = /^(\d{1,9})(ms|s|m)?$/.exec(written) ?? [];
  if (digits === undefined) throw new Error(`time: invalid duration "${written}"`);
  return Number(digits) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm'];
}

function say(output: string | Uint8Array): number {
  process.stdout.write(output);
  return 0;
}
