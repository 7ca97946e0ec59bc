import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CliContext } from '../context.js';
import { WASM_TARGETS } from '../project/module-yaml.js';
import { runProgram } from './run-program.js';

/** What builds wasm for WASI. */
export interface Toolchain {
  readonly target: string;
  /** Environment that cargo needs beside its own. */
  readonly env: Readonly<Record<string, string>>;
}

const DEBIAN = 'on Debian 13 "apt-get install rustc cargo libstd-rust-dev-wasm32 lld"';
const NO_CARGO = `install Rust with "curl https://sh.rustup.rs -sSf | sh -s -- --target wasm32-wasip1", or ${DEBIAN}`;

/**
 * The toolchain that a folder uses.
 * @returns a sentence that says exactly what to install when there is none
 */
export async function findToolchain(context: CliContext, folder: string): Promise<Toolchain | string> {
  const cargo = await runProgram(context, folder, ['cargo', '--version']);
  if (cargo.code !== 0) return NO_CARGO;
  const found = await runProgram(context, folder, ['rustc', '--print', 'sysroot']);
  if (found.code !== 0) return NO_CARGO;
  const libraries = path.join(found.stdout.trim(), 'lib', 'rustlib');
  const target = WASM_TARGETS.find((name) => existsSync(path.join(libraries, name, 'lib')));
  if (target !== undefined) return { target, env: linkerOf(target, libraries) };
  return `add Rust's target for it with "rustup target add wasm32-wasip1", or ${DEBIAN}`;
}

/** Distributions' compilers have no linker of their own: "linker `rust-lld` not found" (spec/rust-wasm.md §2). */
function linkerOf(target: string, libraries: string): Record<string, string> {
  const hosts = readdirSync(libraries);
  if (hosts.some((host) => existsSync(path.join(libraries, host, 'bin', 'rust-lld')))) return {};
  if (hosts.some((host) => existsSync(path.join(libraries, host, 'bin', 'rust-lld.exe')))) return {};
  return { [`CARGO_TARGET_${target.toUpperCase().replaceAll('-', '_')}_LINKER`]: 'wasm-ld' };
}
