import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ClockFlags } from './handler.js';

const show = buildCommand<ClockFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).show,
  parameters: { flags: commonFlags },
  docs: {
    brief: 'Show what time it is for the spells of each peer',
    fullDescription: 'Examples:\n  fluence local clock\n  fluence local clock --json',
  },
});

const advance = buildCommand<ClockFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).advance,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'array',
      parameter: { brief: 'How far: 90s, 10m, "1h 30m", 2d', parse: String, placeholder: 'duration' },
      minimum: 1,
    },
  },
  docs: {
    brief: 'Advance the time of all peers, and of the chain',
    fullDescription: [
      'Every spell that falls due on the way runs at its time, one moment after the other, and is waited for: a spell with',
      'a period of one second runs sixty times in "advance 1m". Particles of clients keep living by the real time.',
      'A chain is there first, so that spells find the epoch of their time or a later one.',
      '',
      'Examples:',
      '  fluence local clock advance 1m',
      '  fluence local clock advance 1h 30m --json',
    ].join('\n'),
  },
});

export const clock = buildRouteMap({
  routes: { show, advance },
  defaultCommand: 'show',
  docs: { brief: 'The time by which spells run, which can be advanced' },
});
