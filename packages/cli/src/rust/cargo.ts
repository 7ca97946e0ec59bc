import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { LineBuffer } from '../output/terminal/line-buffer.js';
import { screenOf } from '../output/terminal/screen-of.js';
import { runProgram } from './run-program.js';
import type { Toolchain } from './toolchain.js';

/** What cargo is to build in one workspace. */
export interface CargoJob {
  /** Folder of the workspace. */
  readonly workspace: string;
  /** Names of its packages. */
  readonly packages: readonly string[];
  /** Folder for what is built, absolute. */
  readonly targetDir: string;
  readonly args: readonly string[];
}

/** @throws CliError `RUST_FAILED` with what cargo says, unless it was shown as it said it */
export async function runCargo(context: CliContext, toolchain: Toolchain, job: CargoJob): Promise<void> {
  const { workspace, packages, targetDir, args } = job;
  const names = packages.flatMap((name) => ['-p', name]);
  const command = ['build', ...names, '--target', toolchain.target, '--target-dir', targetDir, ...args];
  const { stderr } = context.process;
  const isShown = stderr.isTTY === true;
  const lines = new LineBuffer((line) => screenOf(context).say(line));
  const onSaid = isShown ? { onSaid: (text: string) => lines.add(text) } : {};
  const env = { ...toolchain.env, ...anonymousPaths(context, workspace) };
  const end = await runProgram(context, workspace, ['cargo', ...command], { env, ...onSaid });
  lines.end();
  if (end.code === 0) return;
  const said = isShown ? '' : `:\n${end.stderr.trimEnd()}`;
  throw new CliError('RUST_FAILED', `"cargo ${command.join(' ')}" failed in ${workspace}${said}`);
}

/**
 * Without the builder's folders in it a wasm is the same on every machine (spec/rust-wasm.md §7). Whoever sets flags of the
 * compiler has others of their own.
 */
function anonymousPaths({ env }: CliContext, workspace: string): Record<string, string> {
  const isSet = Object.keys(env).some((name) =>
    /^(CARGO_ENCODED_|CARGO_TARGET_\w+_|CARGO_BUILD_)?RUSTFLAGS$/.test(name),
  );
  const hasConfig = ['config', 'config.toml'].some((name) =>
    existsSync(path.join(workspace, '.cargo', name)),
  );
  if (isSet || hasConfig) return {};
  const cargoHome = env.CARGO_HOME ?? path.join(env.HOME ?? os.homedir(), '.cargo');
  const flags = [`--remap-path-prefix=${cargoHome}=/cargo`, `--remap-path-prefix=${workspace}=/src`];
  return { CARGO_ENCODED_RUSTFLAGS: flags.join('\u001f') };
}
