import { printSortedJson } from '@noctiluca/marine';
import { rest } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

/** What `stringify` answers without arguments; the quotes belong to it (spec/nox.md §3.5). */
const EMPTY_LIST = '"<empty argument list>"';

/** `debug` (spec/nox.md §3.5). */
export const debugBuiltins: BuiltinService = {
  id: 'debug',
  doc: 'Looking at values.',
  functions: {
    stringify: builtin({
      doc: 'JSON text of the argument, or of an array of them when there are several; keys as in `json.stringify`.',
      args: rest('values'),
      returns: 'string',
      call(args) {
        const [first] = args;
        if (first === undefined) return EMPTY_LIST;
        return printSortedJson(args.length === 1 ? first : args);
      },
    }),
  },
};
