import { buildCommand, type Command } from '@stricli/core';
import type { CliContext } from '../context.js';
import { commonFlags } from '../output/flags.js';

const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, brief, placeholder }) as const;

/** A flag with a text. */
export const textFlag = (brief: string, placeholder = 'text') =>
  ({ ...text(brief, placeholder), optional: true }) as const;
export const requiredFlag = (brief: string, placeholder = 'text') => text(brief, placeholder);
/** An argument by its place. */
export const optionalWord = (brief: string, placeholder: string) =>
  ({ brief, placeholder, parse: String, optional: true }) as const;

/** Flags of every command that talks to a chain. */
export const chainFlags = {
  ...commonFlags,
  env: textFlag('Environment instead of that of .fluence/env.yaml', 'env'),
  privKey: textFlag('Key of the account that pays; the first of a local chain otherwise', 'key'),
} as const;

export const noxNames = {
  noxNames: textFlag('Peers of provider.yaml, separated by commas; all otherwise', 'names'),
} as const;
export const offerNames = {
  offers: textFlag('Offers of provider.yaml, separated by commas; all otherwise', 'names'),
} as const;
export const commitmentIds = {
  ...noxNames,
  ccIds: textFlag('Ids of capacity commitments instead of names of peers, separated by commas', 'ids'),
} as const;
export const dealIds = { dealIds: textFlag('Ids of deals, separated by commas', 'ids') } as const;
export const maxCus = {
  maxCus: textFlag('Compute units of one transaction; 32 otherwise', 'count'),
} as const;

/** What a command is made of. */
export interface ChainCommand {
  readonly brief: string;
  /** Sentences of its help, and lines of examples. */
  readonly more?: string;
  readonly examples: readonly string[];
  readonly flags?: object;
  /** Arguments by their places. */
  readonly words?: readonly ReturnType<typeof optionalWord>[];
  load(): Promise<unknown>;
}

/** A command with the flags of the chain besides its own. */
export function chainCommand({
  brief,
  more,
  examples,
  flags,
  words,
  load,
}: ChainCommand): Command<CliContext> {
  const lines = ['Examples:', ...examples.map((example) => `  fluence ${example}`)];
  return buildCommand({
    loader: load as never,
    parameters: {
      flags: { ...chainFlags, ...flags } as never,
      positional: { kind: 'tuple', parameters: (words ?? []) as never },
    },
    docs: { brief, fullDescription: [...(more === undefined ? [] : [more, '']), ...lines].join('\n') },
  });
}
