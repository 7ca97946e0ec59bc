import { spawnSync } from 'node:child_process';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { BINARY_TIME_LIMIT_MS, MAX_BINARY_OUTPUT_BYTES } from '../constants.js';

/** Codes of what is no exit code (spec/marine-abi.md §4.4). */
export const BINARY_CODE = {
  KILLED: 100_000,
  NOT_SPAWNED: 100_001,
  ARGUMENT_COUNT: 100_002,
  NOT_AN_ARRAY: 100_003,
  NOT_STRINGS: 100_004,
} as const;

/** What a module is told of a run. */
export interface BinaryResult {
  readonly retCode: number;
  readonly error: string;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Limits of every run, and what the program finds around it. */
export interface BinaryInit {
  /** Time one run may take; the call's own deadline may be nearer; ms. @default 30000 */
  readonly timeLimitMs?: number;
  /** Bytes of stdout, and of stderr. @default 8388608 */
  readonly maxOutputBytes?: number;
  /** Environment of the program. @default the few variables of `binaryEnvironment` */
  readonly env?: Readonly<Record<string, string>>;
}

const NOTHING = new Uint8Array(0);

/**
 * Runs a program: no shell, these arguments only, nothing on stdin. The calling thread waits.
 * @param remainingMs time the call has left
 */
export function runBinary(
  path: string,
  args: readonly string[],
  remainingMs: number,
  init: BinaryInit,
): BinaryResult {
  const timeLimitMs = init.timeLimitMs ?? BINARY_TIME_LIMIT_MS;
  const timeout = Math.max(1, Math.ceil(Math.min(timeLimitMs, remainingMs)));
  const maxBuffer = init.maxOutputBytes ?? MAX_BINARY_OUTPUT_BYTES;
  let run: ReturnType<typeof spawnSync>;
  try {
    run = spawnSync(path, args, {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
      maxBuffer,
      env: { ...(init.env ?? binaryEnvironment()) },
      windowsHide: true,
    });
  } catch (error) {
    return failure(BINARY_CODE.NOT_SPAWNED, messageOf(error));
  }
  const [stdout, stderr] = [bytesOf(run.stdout), bytesOf(run.stderr)].map((out) =>
    out.subarray(0, maxBuffer),
  );
  const output = { stdout: stdout!, stderr: stderr! };
  const code = codeOf(run.error);
  if (code === 'ETIMEDOUT')
    return { retCode: BINARY_CODE.KILLED, error: `killed: it ran for more than ${timeout} ms`, ...output };
  if (code === 'ENOBUFS')
    return { retCode: BINARY_CODE.KILLED, error: `killed: it wrote more than ${maxBuffer} bytes`, ...output };
  if (run.error) return failure(BINARY_CODE.NOT_SPAWNED, run.error.message);
  return { retCode: run.status ?? BINARY_CODE.KILLED, error: '', ...output };
}

export function failure(retCode: number, error: string): BinaryResult {
  return { retCode, error, stdout: NOTHING, stderr: NOTHING };
}

/** What programs commonly need; the peer's other variables may hold secrets and stay with it. */
const PASSED_ON = /^(PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|SSL_CERT_(FILE|DIR)|(https?|no|all)_proxy|IPFS_PATH)$/i;

/** The part of an environment that mounted binaries get. @param env default: this process's */
export function binaryEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && PASSED_ON.test(name) ? [[name, value] as const] : [],
    ),
  );
}

function bytesOf(output: string | Uint8Array | null): Uint8Array {
  return typeof output === 'string' ? new TextEncoder().encode(output) : (output ?? NOTHING);
}
