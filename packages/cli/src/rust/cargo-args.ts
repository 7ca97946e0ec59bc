import { CliError } from '../errors.js';

/** Upstream's default of `marineBuildArgs`. */
const DEFAULT = '--release';
/** What is decided here: where the wasm is found afterwards depends on it. */
const DECIDED = /^(--target|--target-dir|--manifest-path)(=|$)/;

/**
 * Flags for `cargo build` as `--marine-build-args` or `marineBuildArgs` of fluence.yaml have them, separated by spaces.
 * @throws CliError `BAD_ARGUMENT`
 */
export function cargoArgs(written: string | undefined): string[] {
  const args = (written ?? DEFAULT).split(/\s+/).filter((arg) => arg !== '');
  const decided = args.find((arg) => DECIDED.test(arg));
  if (decided === undefined) return args;
  throw new CliError(
    'BAD_ARGUMENT',
    `"${decided}" cannot be among the flags of the build: fluence decides it`,
  );
}

/** cargo's names for folders of profiles that are called otherwise. */
const FOLDERS = new Map([
  ['dev', 'debug'],
  ['test', 'debug'],
  ['bench', 'release'],
]);

/** Folder of a target in which cargo leaves what it builds with some flags. */
export function profileFolder(args: readonly string[]): string {
  const at = args.findLastIndex((arg) => /^--profile(=|$)/.test(arg));
  const profile = at < 0 ? undefined : (args[at]!.split('=')[1] ?? args[at + 1]);
  if (profile !== undefined) return FOLDERS.get(profile) ?? profile;
  return args.includes('--release') || args.includes('-r') ? 'release' : 'debug';
}
