import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';
import { scopedServices } from './scopes.js';

export const modules = endpoint({
  path: '/api/modules',
  summary: 'Modules of WebAssembly.',
  query: PAGE_QUERY,
  answer: pageOf(
    z.strictObject({
      cid: z.string(),
      name: z.string(),
      sizeBytes: z.int().nullable().meta({ description: 'Null for those of an old record.' }),
      loggerEnabled: z.boolean(),
      mountedBinaries: z
        .record(z.string(), z.string())
        .meta({ description: 'Executables it may run, by the names of its imports.' }),
      blueprints: z.int().meta({ description: 'How many name it.' }),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const { modules, blueprints } = components.parts!.host.services;
    const uses = countOf(blueprints.list().flatMap(({ blueprint }) => [...new Set(blueprint.dependencies)]));
    return pageOn(
      modules.list(),
      ({ cid }) => cid,
      query,
      ({ cid, module }) => ({
        cid,
        name: module.name,
        sizeBytes: module.sizeBytes ?? null,
        loggerEnabled: module.loggerEnabled,
        mountedBinaries: module.mountedBinaries,
        blueprints: uses.get(cid) ?? 0,
      }),
    );
  },
});

export const blueprints = endpoint({
  path: '/api/blueprints',
  summary: 'Blueprints: modules in the order in which they are linked.',
  query: PAGE_QUERY,
  answer: pageOf(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      dependencies: z.array(z.string()).meta({ description: 'CIDs; the last is the facade.' }),
      services: z.int().meta({ description: 'How many were made of it.' }),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const { host } = components.parts!;
    const uses = countOf(scopedServices(host).map(({ record }) => record.blueprintId));
    return pageOn(
      host.services.blueprints.list(),
      ({ id }) => id,
      query,
      ({ id, blueprint }) => ({
        id,
        ...blueprint,
        services: uses.get(id) ?? 0,
      }),
    );
  },
});

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
