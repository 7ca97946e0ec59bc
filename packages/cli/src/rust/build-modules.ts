import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { progress } from '../output/result.js';
import { step } from '../output/step.js';
import { type ModuleSource, wasmCandidates } from '../project/module-yaml.js';
import { runCargo } from './cargo.js';
import { cargoArgs, profileFolder } from './cargo-args.js';
import { CARGO_TOML, ensureMembers, workspaceOf } from './cargo-root.js';
import { embedModule } from './embed-module.js';
import { sourcesOf } from './sources.js';
import { BuildStamp } from './stamp.js';
import { findToolchain, type Toolchain } from './toolchain.js';

/** A module of Rust to be built. */
interface Crate {
  readonly module: ModuleSource;
  readonly folder: string;
  readonly workspace: string;
  readonly packageName: string;
}

/**
 * Builds those modules of Rust whose sources have changed. A module without `Cargo.toml` is somebody's build already. Without
 * a toolchain what was built before goes on.
 * @param args `--marine-build-args`
 * @returns names of what was built
 * @throws CliError `RUST_MISSING` with what to install, `RUST_FAILED` with what cargo says, `BAD_ARGUMENT`
 */
export async function buildModules(
  context: CliContext,
  rootDir: string,
  modules: readonly ModuleSource[],
  args?: string,
): Promise<string[]> {
  const rust = [...new Map(modules.map((module) => [module.file, module])).values()].filter(isRust);
  if (rust.length === 0) return [];
  const flags = cargoArgs(args);
  const fresh = await Promise.all(rust.map(({ file }) => new BuildStamp(rootDir, file).isFresh(flags)));
  const stale = rust.filter((_, index) => !fresh[index]);
  if (stale.length === 0) return [];
  const toolchain = await findToolchain(context, rootDir);
  if (typeof toolchain === 'string') return goOn(context, rootDir, stale, toolchain);
  await build(context, rootDir, toolchain, stale, flags);
  return stale.map(({ name }) => name);
}

function isRust({ type, file }: ModuleSource): boolean {
  return type === 'rust' && existsSync(path.join(path.dirname(file), CARGO_TOML));
}

/** @throws CliError `RUST_MISSING` for modules that nobody has built */
function goOn(
  context: CliContext,
  rootDir: string,
  stale: readonly ModuleSource[],
  missing: string,
): string[] {
  const isBuilt = (module: ModuleSource) => wasmCandidates(module, rootDir).some((file) => existsSync(file));
  const list = (all: readonly ModuleSource[]) => all.map(({ name }) => name).join(', ');
  const unbuilt = stale.filter((module) => !isBuilt(module));
  if (unbuilt.length > 0) throw new CliError('RUST_MISSING', `Cannot build ${list(unbuilt)}: ${missing}`);
  progress(context, `Warning: ${list(stale)} is taken as it was built; to build it, ${missing}`);
  return [];
}

async function build(
  context: CliContext,
  rootDir: string,
  toolchain: Toolchain,
  modules: readonly ModuleSource[],
  args: readonly string[],
): Promise<void> {
  const crates = await Promise.all(modules.map((module) => crateOf(module, rootDir)));
  const targetDir = path.join(rootDir, 'target');
  for (const workspace of new Set(crates.map((crate) => crate.workspace))) {
    const members = crates.filter((crate) => crate.workspace === workspace);
    const folders = members.map(({ folder }) => folder);
    const written = await ensureMembers(workspace, folders);
    if (written !== undefined) progress(context, `Wrote ${written}`);
    const packages = members.map(({ packageName }) => packageName);
    const names = packages.join(', ');
    const work = () => runCargo(context, toolchain, { workspace, packages, targetDir, args });
    await step(context, `Build ${names} with cargo`, work, { line: `Building ${names} with cargo …` });
  }
  for (const crate of crates) {
    const wasm = (folder: string) =>
      path.join(targetDir, toolchain.target, folder, `${crate.module.name}.wasm`);
    await finish(crate, { built: wasm(profileFolder(args)), taken: wasm('release') }, rootDir, args);
  }
}

async function finish(
  { module, folder, workspace }: Crate,
  { built, taken }: { readonly built: string; readonly taken: string },
  rootDir: string,
  args: readonly string[],
): Promise<void> {
  await embedModule(module.name, built, taken);
  const files = [module.file, taken, ...(await sourcesOf(built, folder, workspace))];
  await new BuildStamp(rootDir, module.file).set(args, files);
}

async function crateOf(module: ModuleSource, rootDir: string): Promise<Crate> {
  const folder = path.dirname(module.file);
  const text = await readFile(path.join(folder, CARGO_TOML), 'utf8');
  const section = /^\s*\[package\]([^[]*)/m.exec(text)?.[1] ?? '';
  const packageName = /^\s*name\s*=\s*["']([^"']+)["']/m.exec(section)?.[1] ?? module.name;
  return { module, folder, workspace: await workspaceOf(folder, rootDir), packageName };
}
