import { z } from 'zod';
import { installation, NO_WORKER, observedWorker } from './observed.js';
import { APPLIED_KEY, WORKER_SPELL } from './plan.js';
import type { WorkerTarget } from './target.js';

const lastError = z.object({ message: z.string(), instruction: z.string() });
const scriptError = z.object({ last_error: lastError });

const spellFacts = z.object({
  logs: z.array(z.object({ timestamp: z.number(), message: z.string() })),
  errors: z.array(z.object({ particle_id: z.string(), errors: z.array(scriptError) })),
});

const workerFacts = z
  .object({
    workerId: z.string(),
    active: z.boolean(),
    services: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        blueprintId: z.string(),
        aliases: z.array(z.string()),
        scriptCid: z.string(),
      }),
    ),
    values: z.record(z.string(), z.string()),
    statuses: z.array(z.string()),
    spell: spellFacts.optional(),
  })
  .nullable();

type WorkerFacts = z.output<typeof workerFacts>;

/** A longer address does not fit into the headers that a peer takes. */
const MAX_URL_LENGTH = 6 * 1024;

/**
 * A host that is looked at over HTTP when it is one of the local network, which takes milliseconds, and changed by
 * particles, for which a client has to start.
 * @param http address of the peer's endpoints; undefined for a host that has none we know: then everything goes by particles
 * @param remote the same host by particles; asked for when it is first needed
 */
export function localWorkerTarget(
  hostId: string,
  http: string | undefined,
  remote: () => Promise<WorkerTarget>,
): WorkerTarget {
  const ask = async (worker: string, keys: readonly string[], spell?: string) =>
    http === undefined ? undefined : askPeer(http, worker, keys, spell);
  return {
    hostId,
    async observe(dealId, keys) {
      const facts = await ask(dealId, keys);
      if (facts === undefined) return (await remote()).observe(dealId, keys);
      if (facts === null) return NO_WORKER;
      return observedWorker(hostId, { ...facts, values: new Map(Object.entries(facts.values)) });
    },
    async follow(workerId) {
      const facts = await ask(workerId, [APPLIED_KEY], WORKER_SPELL);
      if (!facts?.spell) return (await remote()).follow(workerId);
      const { values, statuses, spell } = facts;
      return installation({ ...spell, statuses, applied: values[APPLIED_KEY] ?? '' });
    },
    async logs(workerId, spell) {
      const facts = await ask(workerId, [], spell);
      return facts?.spell?.logs ?? (await remote()).logs(workerId, spell);
    },
    update: async (...args) => (await remote()).update(...args),
    remove: async (...args) => (await remote()).remove(...args),
  };
}

/** @returns undefined when the peer does not answer so: particles will tell what is wrong with it */
async function askPeer(
  http: string,
  worker: string,
  keys: readonly string[],
  spell: string | undefined,
): Promise<WorkerFacts | undefined> {
  const query = new URLSearchParams(keys.map((key): [string, string] => ['key', key]));
  if (spell !== undefined) query.set('spell', spell);
  const url = `${http}/api/workers/${encodeURIComponent(worker)}?${query}`;
  if (url.length > MAX_URL_LENGTH) return undefined;
  try {
    const response = await fetch(url);
    return response.ok ? workerFacts.parse(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}
