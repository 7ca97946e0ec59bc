import { z } from 'zod';
import { LISTED_HOLDERS, MAX_LISTED_HOLDERS } from '../../constants.js';
import { endpoint } from '../endpoint.js';
import { wholeNumber } from '../parameters.js';

const CLASSES = ['author', 'connection', 'prefix', 'site'] as const;
const kinds = { bytes: z.number(), actors: z.int(), queued: z.int(), tombstones: z.int() };

export const ledger = endpoint({
  path: '/api/ledger',
  summary: 'Who holds how much of what particles share, the largest first.',
  query: z.object({
    class: z.enum(CLASSES).optional().meta({ description: 'Whose accounts; `author` when left out.' }),
    limit: wholeNumber(`Holders at most; ${LISTED_HOLDERS} when left out.`, {
      min: 1,
      max: MAX_LISTED_HOLDERS,
    }).optional(),
  }),
  answer: z.strictObject({
    total: z.strictObject(kinds).meta({ description: 'Of all.' }),
    bounds: z.strictObject({ bytes: z.number(), actors: z.int(), tombstones: z.int() }),
    accounts: z.int().meta({ description: 'Accounts of the class that hold something.' }),
    class: z.enum(CLASSES),
    holders: z.array(
      z.strictObject({
        key: z.string().meta({ description: 'Peer id, or prefix of addresses.' }),
        isOurs: z
          .boolean()
          .meta({ description: 'The host, a worker, the management, or what was made here.' }),
        ...kinds,
        avmMs: z.number().meta({ description: 'Time of AquaVM used lately; halves by and by.' }),
      }),
    ),
  }),
  isServed: ({ parts }) => parts !== undefined,
  handle: ({ query: { class: ofClass = 'author', limit = LISTED_HOLDERS } }, { components }) =>
    components.parts!.aquamarine.holdings({ class: ofClass, limit }),
});
