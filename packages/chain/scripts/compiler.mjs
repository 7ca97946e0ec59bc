// contracts/*.sol → artifacts: deterministic, since sources, compiler and settings are all that goes in.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const solc = createRequire(import.meta.url)('solc');
const folder = fileURLToPath(new URL('../contracts', import.meta.url));

/** Too many words for the stack without the IR, which takes 20 times as long: alone (docs/adr/025-deals-on-a-local-chain.md). */
const THROUGH_IR = ['DealFactory'];
export const CONTRACTS = [
  ...['Token', 'Multicall', 'Core', 'Market', 'Capacity', 'DealFactory'],
  ...['Deal', 'Diamond'],
];

const OUTPUTS = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'metadata'];

/** Artifacts by name. @throws Error with the compiler's words */
export function compileContracts() {
  const legacy = CONTRACTS.filter((name) => !THROUGH_IR.includes(name));
  const compiled = { ...compile(legacy, false), ...compile(THROUGH_IR, true) };
  return Object.fromEntries(CONTRACTS.map((name) => [name, compiled[name]]));
}

function compile(names, viaIR) {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(names.map((name) => [`${name}.sol`, { content: source(`${name}.sol`) }])),
    settings: {
      // What chains of any age run; no hash of metadata in the code, so that a comment changes nothing.
      evmVersion: 'paris',
      viaIR,
      optimizer: { enabled: true, runs: 200 },
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: Object.fromEntries(names.map((name) => [`${name}.sol`, { [name]: OUTPUTS }])),
    },
  };
  const { contracts, errors = [] } = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (file) => ({ contents: source(file) }) }),
  );
  const wrong = errors.filter(({ severity }) => severity !== 'info');
  if (wrong.length > 0) throw new Error(wrong.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return Object.fromEntries(names.map((name) => [name, artifactOf(name, contracts[`${name}.sol`][name])]));
}

function artifactOf(name, { abi, evm, metadata }) {
  const { compiler, settings, sources } = JSON.parse(metadata);
  return {
    name,
    compiler: compiler.version,
    viaIR: settings.viaIR ?? false,
    sources: Object.fromEntries(Object.keys(sources).map((file) => [file, sha256(source(file))])),
    abi: abi.map(withoutInternal),
    bytecode: `0x${evm.bytecode.object}`,
    deployedBytes: evm.deployedBytecode.object.length / 2,
  };
}

/** Names of our types are nobody's business. */
function withoutInternal(value) {
  if (Array.isArray(value)) return value.map(withoutInternal);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'internalType');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutInternal(inner)]));
}

function source(file) {
  if (!readdirSync(folder).includes(file)) throw new Error(`contracts/${file} does not exist`);
  return readFileSync(`${folder}/${file}`, 'utf8');
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
