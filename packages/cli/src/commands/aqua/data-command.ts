import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';

export interface DataFlags extends CommonFlags {
  readonly input: boolean;
  readonly f64: boolean;
  readonly types?: string;
}

type DataHandler = (this: CliContext, flags: DataFlags, input: string, output?: string) => Promise<void>;

/** `aqua json` and `aqua yml`. @param format as people call it */
export function dataCommand(format: 'JSON' | 'YAML', loader: () => Promise<DataHandler>) {
  const extension = { JSON: 'json', YAML: 'yml' }[format];
  return buildCommand<DataFlags, [string, string?], CliContext>({
    loader,
    parameters: {
      flags: {
        ...commonFlags,
        f64: { kind: 'boolean', brief: 'Every number is an f64', default: false, withNegated: false },
        types: {
          kind: 'parsed',
          parse: String,
          brief: `${format} file with names of types: a list of {name, properties}`,
          optional: true,
          placeholder: 'path',
        },
      },
      positional: {
        kind: 'tuple',
        parameters: [
          { brief: `${format} file`, parse: String, placeholder: 'input' },
          {
            brief: 'Folder of the Aqua; that of the input otherwise',
            parse: String,
            placeholder: 'output',
            optional: true,
          },
        ],
      },
    },
    docs: {
      brief: `Make Aqua of a ${format} file`,
      fullDescription: [
        `Writes <name>.aqua with the types of what the ${format} file says, and a function get() that returns it.`,
        'Whole numbers are u64, or i64 below zero. null, {} and [] are nil; {"$$optional": value} is an optional value, and',
        'with "$$isNil": true one that is missing.',
        '',
        'Examples:',
        `  fluence aqua ${extension} config.${extension}`,
        `  fluence aqua ${extension} config.${extension} src/aqua --f64 --types types.${extension}`,
      ].join('\n'),
    },
  });
}
