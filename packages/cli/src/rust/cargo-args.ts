import { CliError } from '../errors.js';

/** Upstream's default of `marineBuildArgs`. */
const DEFAULT = '--release';
/** What is decided here: where the wasm is found afterwards depends on it. */
const DECIDED = /^(--target|--target-dir|--profile|--manifest-path)(=|$)/;

/**
 * Flags for `cargo build` as `--marine-build-args` or `marineBuildArgs` of fluence.yaml have them, separated by spaces.
 * @throws CliError `BAD_ARGUMENT`
 */
export function cargoArgs(written: string | undefined): string[] {
  const args = (written ?? DEFAULT).split(/\s+/).filter((arg) => arg !== '');
  const decided = args.find((arg) => DECIDED.test(arg));
  if (decided !== undefined)
    throw new CliError(
      'BAD_ARGUMENT',
      `"${decided}" cannot be among the flags of the build: fluence decides it`,
    );
  if (args.includes('--release') || args.includes('-r')) return args;
  throw new CliError(
    'BAD_ARGUMENT',
    `The flags of the build, "${args.join(' ')}", need --release: modules are taken from target/…/release`,
  );
}
