import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ChainError } from '../errors.js';

/** Packages by platform and architecture: optional dependencies, of which npm installs the one that runs here. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'anvil-darwin-arm64',
  'darwin-x64': 'anvil-darwin-amd64',
  'linux-arm64': 'anvil-linux-arm64',
  'linux-x64': 'anvil-linux-amd64',
  'win32-x64': 'anvil-win32-amd64',
};

/**
 * Path of anvil, which is there without an install script.
 * @throws ChainError `NO_BINARY` where none is made for the platform, or npm was told to leave it out
 */
export function anvilBinary(platform: string = process.platform, arch: string = process.arch): string {
  const name = PACKAGES[`${platform}-${arch}`];
  if (name === undefined) throw new ChainError('NO_BINARY', noneFor(platform, arch));
  const file = path.join(
    folderOf(`@foundry-rs/${name}`),
    'bin',
    platform === 'win32' ? 'anvil.exe' : 'anvil',
  );
  if (!existsSync(file)) throw missing(`@foundry-rs/${name}`);
  return file;
}

/**
 * Why no chain can be made here: nobody makes an anvil for the platform. Undefined where one can.
 * @throws ChainError `NO_BINARY` when npm left it out
 */
export function whyNoAnvil(): string | undefined {
  if (`${process.platform}-${process.arch}` in PACKAGES) return void anvilBinary();
  return noneFor(process.platform, process.arch);
}

function folderOf(name: string): string {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (cause) {
    throw missing(name, cause);
  }
}

const noneFor = (platform: string, arch: string) => `There is no anvil for ${platform} on ${arch}`;

const missing = (name: string, cause?: unknown) =>
  new ChainError('NO_BINARY', `${name} is not installed: npm leaves it out with --omit=optional`, { cause });
