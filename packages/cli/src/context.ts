import type { CommandContext } from '@stricli/core';
import type { Output } from './output/terminal/palette.js';
import type { Screen } from './output/terminal/screen.js';
import type { WorkerTarget } from './workers/target/target.js';

/** What a command may touch of the world; a test passes its own. */
export interface CliContext extends CommandContext {
  readonly process: CliProcess;
  /** Working directory, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What tells of work in progress. @default plain lines on standard error */
  readonly screen?: Screen | undefined;
  /** Told when the command line was understood and its command begins. */
  readonly begun?: () => void;
  /** What may follow the words of a command line, the last of them begun: `complete` asks. @default nothing */
  readonly completions?: (words: readonly string[]) => Promise<readonly string[]>;
  /** A host as commands that look after workers see it. @default through a client, over the network */
  readonly targetOf?: (hostId: string) => WorkerTarget;
}

/** The part of `process` that commands use. */
export interface CliProcess {
  /** Nothing comes in when it is not there. */
  readonly stdin?: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  exitCode?: number | string | null;
}
