import type { ClientPeer } from '@noctiluca/client';
import { CliError } from '../../errors.js';
import * as scripts from '../../generated/workers/workers.js';
import type { TriggerConfig } from '../../spells/trigger-config.js';
import type { SpellLog } from './target.js';

/** Compiled scripts of `aqua/workers` on one host. Each throws CliError `DEPLOY_FAILED` with the peer's own words. */
export interface HostScripts {
  readonly hostId: string;
  /** JSON texts. */
  observeDeployment(dealId: string): Promise<string>;
  deployWorker(request: string, timeoutMs: number): Promise<string>;
  /** Multiaddress at which the host takes files. */
  ipfs(): Promise<string>;
  /** The worker of a deal, made when there is none; its peer id. */
  makeWorker(dealId: string): Promise<string>;
  observeWorker(dealId: string, keys: readonly string[]): Promise<scripts.ObserveWorkerResultType>;
  updateWorker(...args: UpdateArgs): Promise<void>;
  /** Puts another worker spell in the place of one, with what that has stored; its id. For hosts without `spell.update`. */
  renewWorkerSpell(...args: RenewArgs): Promise<string>;
  /** Has the worker spell run at once. */
  triggerWorkerSpell(workerId: string, spellId: string, triggers: TriggerConfig): Promise<void>;
  followWorker(workerId: string): Promise<scripts.FollowWorkerResultType>;
  logs(workerId: string, spell: string): Promise<readonly SpellLog[]>;
  remove(workerId: string): Promise<void>;
}

type UpdateArgs = [
  workerId: string,
  spellId: string,
  script: string | null,
  change: scripts.UpdateWorkerArgChange,
  clocks: string,
  triggers: TriggerConfig | null,
];

type RenewArgs = [
  workerId: string,
  spellId: string,
  dealId: string,
  script: string,
  change: scripts.UpdateWorkerArgChange,
  clocks: string,
  notes: { key: string; value: string }[],
  triggers: TriggerConfig,
  rest: TriggerConfig,
];

interface Answer {
  readonly success: boolean;
  readonly error: string;
}

/** @param ttlMs life of each particle, but for that of a deployment */
export function hostScripts(client: ClientPeer, hostId: string, ttlMs: number): HostScripts {
  const config = { ttl: ttlMs };
  const done = async <T extends Answer>(step: string, answer: Promise<T>, lifeMs = ttlMs): Promise<T> => {
    const outcome = await answer.catch((cause: unknown) => {
      throw failed(step, reasonOf(cause, lifeMs), cause);
    });
    if (outcome.success) return outcome;
    throw failed(step, outcome.error);
  };
  const failed = (step: string, reason: string, cause?: unknown) =>
    new CliError('DEPLOY_FAILED', `${step} failed on ${hostId}: ${reason}`, { cause });
  return {
    hostId,
    async observeDeployment(dealId) {
      const answer = scripts.observeDeployment(client, hostId, dealId, config);
      return (await done('Looking at the worker', answer)).value;
    },
    async deployWorker(request, timeoutMs) {
      const answer = scripts.deployWorker(client, hostId, request, { ttl: timeoutMs });
      return (await done('Deploying', answer, timeoutMs)).value;
    },
    async ipfs() {
      return (await done('Asking for its IPFS', scripts.ipfsOf(client, hostId, config))).value;
    },
    async makeWorker(dealId) {
      return (await done('Making the worker', scripts.makeWorker(client, hostId, dealId, config))).value;
    },
    observeWorker: (dealId, keys) =>
      done('Looking at the worker', scripts.observeWorker(client, hostId, dealId, [...keys], config)),
    async updateWorker(...args) {
      await done('Updating the worker spell', scripts.updateWorker(client, hostId, ...args, config));
    },
    async renewWorkerSpell(...args) {
      const answer = scripts.renewWorkerSpell(client, hostId, ...args, config);
      return (await done('Renewing the worker spell', answer)).value;
    },
    async triggerWorkerSpell(...args) {
      const answer = scripts.triggerWorkerSpell(client, hostId, ...args, config);
      await done('Starting the worker spell', answer);
    },
    followWorker: (workerId) =>
      done('Asking for the installation', scripts.followWorker(client, hostId, workerId, config)),
    async logs(workerId, spell) {
      const answer = scripts.spellLogs(client, hostId, workerId, spell, config);
      return (await done(`Reading the log of ${spell}`, answer)).logs;
    },
    async remove(workerId) {
      await done('Removing the worker', scripts.removeWorker(client, hostId, workerId, config));
    },
  };
}

/** js-client rejects with objects of several shapes. */
function reasonOf(cause: unknown, ttlMs: number): string {
  const message =
    typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
  if (!/expired|timed out/i.test(message)) return message;
  const said = typeof cause === 'object' && cause !== null && 'reason' in cause ? cause.reason : undefined;
  const why = typeof said === 'string' ? `: ${said}` : '; is the host up and reachable?';
  return `no answer within ${ttlMs} ms${why}`;
}

/** Whether a host refused because it has no `spell.update`: nox (spec/mixed-network.md no. 2). */
export function lacksUpdate(error: unknown): boolean {
  return (
    error instanceof CliError && /Service with id 'spell' not found \(function update\)/.test(error.message)
  );
}
