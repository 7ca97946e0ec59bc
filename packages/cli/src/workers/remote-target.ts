import type { ClientPeer } from '@noctiluca/client';
import { CliError } from '../errors.js';
import * as scripts from '../generated/workers/workers.js';
import { installation, NO_WORKER, observedWorker } from './observed.js';
import type { ObservedWorker } from './plan.js';
import type { WorkerTarget } from './target.js';

/** Methods throw CliError `DEPLOY_FAILED` with the peer's own words. @param ttlMs life of each particle */
export function remoteWorkerTarget(client: ClientPeer, hostId: string, ttlMs: number): WorkerTarget {
  const config = { ttl: ttlMs };
  const done = async <T extends Answer>(step: string, answer: Promise<T>): Promise<T> => {
    const outcome = await answer.catch((cause: unknown) => {
      throw new CliError('DEPLOY_FAILED', `${step} failed on ${hostId}: ${reasonOf(cause, ttlMs)}`, {
        cause,
      });
    });
    if (outcome.success) return outcome;
    throw new CliError('DEPLOY_FAILED', `${step} failed on ${hostId}: ${outcome.error}`);
  };
  return {
    hostId,
    async observe(dealId, keys) {
      const answer = scripts.observeWorker(client, hostId, dealId, [...keys], config);
      return observed(hostId, await done('Looking at the worker', answer));
    },
    async update(workerId, spellId, { script, change, clocks, triggers }) {
      const args = [script ?? null, change, JSON.stringify(clocks), triggers ?? null] as const;
      await done(
        'Updating the worker spell',
        scripts.updateWorker(client, hostId, workerId, spellId, ...args, config),
      );
    },
    async follow(workerId) {
      const answer = await done(
        'Asking for the installation',
        scripts.followWorker(client, hostId, workerId, config),
      );
      return installation(answer);
    },
    async logs(workerId, spell) {
      const answer = scripts.spellLogs(client, hostId, workerId, spell, config);
      return (await done(`Reading the log of ${spell}`, answer)).logs;
    },
    async remove(workerId) {
      await done('Removing the worker', scripts.removeWorker(client, hostId, workerId, config));
    },
  };
}

interface Answer {
  readonly success: boolean;
  readonly error: string;
}

function observed(hostId: string, state: scripts.ObserveWorkerResultType): ObservedWorker {
  if (state.worker_id === null) return NO_WORKER;
  const cids = new Map(state.scripts.map(({ spell_id, script_cid }) => [spell_id, script_cid]));
  return observedWorker(hostId, {
    workerId: state.worker_id,
    active: state.active,
    services: state.services.map(({ id, service_type, blueprint_id, aliases }) => ({
      ...{ id, aliases, type: service_type, blueprintId: blueprint_id },
      scriptCid: cids.get(id) ?? '',
    })),
    values: new Map(
      state.values.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])),
    ),
    statuses: state.statuses,
  });
}

/** js-client rejects with objects of several shapes. */
function reasonOf(cause: unknown, ttlMs: number): string {
  const message =
    typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
  return /expired|timed out/i.test(message)
    ? `no answer within ${ttlMs} ms; is the host up and reachable?`
    : message;
}
