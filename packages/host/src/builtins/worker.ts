import type { JsonValue } from '@noctiluca/marine';
import { isArray, shown } from '../encoding/json.js';
import { HostError } from '../errors.js';
import type { Workers } from '../workers/workers.js';
import { type ArgumentType, bytes, listOf, text } from './argument-types.js';
import { fields, none, optional, required } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

export interface WorkerBuiltinsComponents {
  readonly workers: Workers;
}

const UNKNOWN_DEAL = 'Error: Worker for deal_id <deal_id> not found';

const dealOnly = fields({ deal_id: required(text) });

/** `worker`: peer identities that live on this peer (spec/nox.md §3.9). */
export function workerBuiltins({ workers }: WorkerBuiltinsComponents): BuiltinService {
  return {
    id: 'worker',
    doc: 'Workers: peer identities that live on this peer, one for each deal.',
    functions: {
      create: builtin({
        doc: 'Makes a worker for a deal; answers its peer id.',
        args: fields({ deal_id: required(text), cu_ids: optional(listOf(cuId)) }),
        returns: 'PeerId',
        notes:
          'For the host and its management; with `dev_mode.enable` for anyone. A compute unit is 64 hexadecimal digits or 32 bytes.',
        errors: [
          'Only management or host peer can create worker',
          'Error: Worker for <deal_id> already exists',
          'Error: Invalid deal id: <reason>',
          'Error: A worker has at most <n> compute units, not <n>',
          'Error: Cannot create a worker: this peer has <n>, as many as it may; remove one first',
        ],
        call: ({ deal_id, cu_ids = [] }, { particle }) =>
          workers.create({ dealId: deal_id, cuIds: cu_ids, creatorPeerId: particle.initPeerId }),
      }),
      get_worker_id: builtin({
        doc: 'The worker of a deal, or nil.',
        args: dealOnly,
        returns: '?PeerId',
        call({ deal_id }) {
          const worker = workers.ofDeal(deal_id);
          return worker === undefined ? [] : [worker.workerId];
        },
      }),
      remove: builtin({
        doc: 'Removes a worker with its spells, services, files and key.',
        args: fields({ worker_id: required(text) }),
        returns: '()',
        notes: 'For its creator, the host and its management.',
        errors: [
          'Error: Worker <worker_id> not found',
          'Worker <worker_id> can be removed only by worker creator <creator>, host or a host manager',
          'Worker <host> can be removed',
        ],
        async call({ worker_id }, { particle }) {
          await workers.remove(worker_id, particle.initPeerId);
          return undefined;
        },
      }),
      list: builtin({
        doc: 'All workers.',
        args: none,
        returns: '[]PeerId',
        call: () => workers.list().map(({ workerId }) => workerId),
      }),
      activate: builtin({
        doc: 'Lets the worker of a deal run again, with every trigger its spells had (nox: with `worker-spell` alone).',
        args: dealOnly,
        returns: '()',
        notes: 'For the host, its management and the creator.',
        errors: [
          'Only management or host peer can activate deal',
          'Deal has already been activated',
          "Error: Service with alias 'worker-spell' is not found on worker '<worker_id>'",
          UNKNOWN_DEAL,
        ],
        async call({ deal_id }, { particle }) {
          await workers.activate(deal_id, particle.initPeerId);
          return undefined;
        },
      }),
      deactivate: builtin({
        doc: 'Stops the spells of the worker of a deal, and every particle but the host’s and its management’s.',
        args: dealOnly,
        returns: '()',
        notes: 'For the host, its management and the creator.',
        errors: [
          'Only management or host peer can deactivate deal',
          'Deal has already been deactivated',
          UNKNOWN_DEAL,
        ],
        async call({ deal_id }, { particle }) {
          await workers.deactivate(deal_id, particle.initPeerId);
          return undefined;
        },
      }),
      is_active: builtin({
        doc: 'Whether the worker of a deal is active.',
        args: dealOnly,
        returns: 'bool',
        errors: [UNKNOWN_DEAL],
        call: ({ deal_id }) => workers.requireOfDeal(deal_id).active,
      }),
    },
  };
}

/** 64 hexadecimal digits; the 32 bytes that aqua-lib 0.10 sends are written so (spec/nox.md §3.9). */
const cuId: ArgumentType<string> = {
  name: 'CUID',
  isList: false,
  decode(value: JsonValue) {
    const digits = isArray(value) ? Buffer.from(bytes.decode(value)).toString('hex') : value;
    if (typeof digits === 'string' && /^[0-9a-f]{64}$/i.test(digits)) return digits.toLowerCase();
    throw new HostError('BAD_ARGUMENTS', `expected 64 hexadecimal digits or 32 bytes, got ${shown(value)}`);
  },
};
