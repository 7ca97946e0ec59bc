import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { words } from '../parameters.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';

export const workers = endpoint({
  path: '/api/workers',
  summary: 'Workers of this peer.',
  query: PAGE_QUERY,
  answer: pageOf(
    z.strictObject({
      workerId: z.string(),
      dealId: z.string(),
      creatorPeerId: z.string(),
      active: z.boolean(),
      cuIds: z.array(z.string()),
      services: z.int(),
      spells: z.int(),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const { host } = components.parts!;
    return pageOn(
      host.workers.list(),
      ({ workerId }) => workerId,
      query,
      (worker) => {
        const records = host.services.list({ kind: 'worker', workerId: worker.workerId });
        const spells = records.filter(({ serviceType }) => serviceType === 'spell').length;
        const { workerId, dealId, creatorPeerId, active, cuIds } = worker;
        return { workerId, dealId, creatorPeerId, active, cuIds, services: records.length - spells, spells };
      },
    );
  },
});

export const worker = endpoint({
  path: '/api/workers/:worker',
  summary: 'A worker, by its peer id or deal; null when there is none.',
  parts: { worker: 'Peer id, or deal in any form.' },
  query: z.object({
    key: z.array(z.string()).optional().meta({ description: 'Keys of the worker spell.' }),
    spell: words('Id or alias of a spell whose log is wanted.').optional(),
  }),
  answer: z
    .strictObject({
      workerId: z.string(),
      active: z.boolean(),
      services: z.array(
        z.strictObject({
          id: z.string(),
          type: z.string(),
          blueprintId: z.string(),
          aliases: z.array(z.string()),
          scriptCid: z.string(),
        }),
      ),
      values: z.record(z.string(), z.string()),
      statuses: z.array(z.string()),
      spell: z
        .strictObject({
          spellId: z.string(),
          logs: z.array(z.strictObject({ timestamp: z.number(), message: z.string() })),
          errors: z.array(z.unknown()),
        })
        .optional(),
    })
    .nullable(),
  isServed: (components) => components.worker !== undefined,
  handle({ path, query: { key: keys = [], spell } }, { components }) {
    const query = { worker: path('worker'), keys, ...(spell === undefined ? {} : { spell }) };
    return components.worker!(query) ?? null;
  },
});
