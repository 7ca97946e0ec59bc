import type { PackageStatus, PlannedPackage } from '@noctiluca/system-services';
import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';

const stepSchema = z.strictObject({
  action: z.string(),
  kind: z.string().optional(),
  alias: z.string().optional(),
  id: z.string().optional(),
  reason: z.string().optional(),
});

export const deployments = endpoint({
  path: '/api/deployments',
  summary: 'Packages of system services: what became of each, and what would be done now.',
  query: PAGE_QUERY,
  answer: pageOf(
    z.strictObject({
      name: z.string(),
      version: z.string(),
      state: z.enum(['waiting', 'deploying', 'ready', 'failed', 'leaving', 'unavailable']),
      attempts: z.int(),
      items: z.array(z.strictObject({ alias: z.string(), kind: z.string(), id: z.string() })),
      step: z.string().nullable(),
      error: z
        .strictObject({ code: z.string(), message: z.string(), step: z.string().optional() })
        .nullable(),
      retryAtMs: z.number().nullable(),
      durationMs: z.number().nullable(),
      warnings: z.array(z.string()),
      healthy: z.boolean(),
      plan: z.array(stepSchema).meta({ description: 'Steps that would be taken now, `keep` among them.' }),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  async handle({ query }, { components }) {
    const { systemServices } = components.parts!;
    const planned = await systemServices.planned();
    const { packages } = systemServices.status();
    return pageOn(
      packages,
      ({ name }) => name,
      query,
      (status) => shown(status, planned),
    );
  },
});

function shown(status: PackageStatus, planned: readonly PlannedPackage[]) {
  const { step = null, error = null, retryAtMs = null, durationMs = null } = status;
  const plan = planned.find(({ name }) => name === status.name)?.steps ?? [];
  return { ...status, step, error, retryAtMs, durationMs, plan };
}

export const deployment = endpoint({
  path: '/api/deployments/:deal',
  summary: 'What a deployer finds of the worker of a deal.',
  parts: { deal: 'Id of the deal.' },
  answer: z.looseObject({ observed: z.looseObject({}) }),
  isServed: (components) => components.deployment !== undefined,
  handle: async ({ path }, { components }) =>
    (await components.deployment!(path('deal'))) as { observed: Record<string, unknown> },
});
