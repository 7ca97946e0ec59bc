import type { Logger } from '@noctiluca/lifecycle';
import { printSortedJson } from '@noctiluca/marine';
import { rest } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

export interface RunConsoleBuiltinsComponents {
  readonly logger: Logger;
}

/** `run-console`: lines for the operator's log (spec/nox.md §3.8). */
export function runConsoleBuiltins({ logger }: RunConsoleBuiltinsComponents): BuiltinService {
  const log = logger.child({ module: 'run-console' });
  return {
    id: 'run-console',
    doc: `The peer's log.`,
    functions: {
      print: builtin({
        access: 'protected',
        doc: 'Logs the arguments; at info level when one is a text about the decider, else at debug.',
        args: rest('values'),
        returns: '()',
        call(args, { particle }) {
          const important = args.some((arg) => typeof arg === 'string' && arg.includes('decider'));
          const fields = { particleId: particle.id, initPeerId: particle.initPeerId };
          (important ? log.info : log.debug).call(log, fields, printSortedJson(args));
          return undefined;
        },
      }),
    },
  };
}
