import {
  CALL_TIMEOUT_MS,
  DECIDER_PERIOD_SEC,
  IPFS_BINARY_PATH,
  IPFS_MULTIADDR,
  MAX_RETRY_DELAY_MS,
  REGISTRY_EXPIRED_PERIOD_SEC,
  REGISTRY_PERIOD_SEC,
  REGISTRY_RENEW_PERIOD_SEC,
  REGISTRY_REPLICATE_PERIOD_SEC,
  RETRY_DELAY_MS,
  TRUST_GRAPH_MAX_CHAIN_LEN,
  TRUST_GRAPH_ROOT,
  WORKER_PERIOD_SEC,
} from '@noctiluca/system-services/defaults';
import { z } from 'zod';
import { about, count, flag, inert, integer, splitList } from './fields.js';
import { duration, formatDuration } from './units.js';

const time = (byDefaultMs: number, description: string) =>
  about(duration().prefault(formatDuration(byDefaultMs)), description, { unit: 'duration' });
const seconds = (byDefault: number, description: string) =>
  about(integer(1).default(byDefault), `${description} Seconds.`);

/** Of deciders that had a connector of their own (spec/nox.md §6.4, spec/deals.md §6). */
const CHAIN_CONFIG = 'the chain is that of `chain_config`';

/** The words that the flag `--enable-system-services` knows, or a list as text. */
function namedPackages(value: string[] | string): string[] | undefined {
  if (typeof value !== 'string') return value;
  if (value === 'all') return undefined;
  return value === 'none' ? [] : splitList(value);
}

/** The environment writes a list of tables as JSON. */
function jsonList(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const certificate = z.strictObject({
  chain: about(
    z
      .array(
        z.strictObject({
          issued_for: z.string(),
          expires_at: z.number().int().min(0),
          signature: z.string(),
          sig_type: z.string(),
          issued_at: z.number().int().min(0),
        }),
      )
      .min(1),
    'Trusts, the root first.',
  ),
});

const aquaIpfs = z.strictObject({
  external_api_multiaddr: about(
    z.string().default(IPFS_MULTIADDR),
    'API of the IPFS daemon as others reach it; checked against the daemon.',
  ),
  local_api_multiaddr: about(
    z.string().default(IPFS_MULTIADDR),
    'API of the IPFS daemon as this peer reaches it.',
  ),
  ipfs_binary_path: about(
    z.string().default(IPFS_BINARY_PATH),
    'Executable that talks to the daemon. Without it `aqua-ipfs` cannot run, and is left out unless it is named.',
  ),
});

const trustGraph = z.strictObject({
  root: about(
    z.string().default(TRUST_GRAPH_ROOT),
    'Peer everybody trusts. Another one makes the service anew: a root that was set stays one.',
  ),
  max_chain_len: about(count().default(TRUST_GRAPH_MAX_CHAIN_LEN), 'Longest chain of trust below the root.'),
  certificates: about(
    z.preprocess(jsonList, z.array(certificate)).default([]),
    'Certificates known from the start, `[{ chain = [{ issued_for, expires_at, signature, sig_type, issued_at }] }]`; JSON in the environment. Expired ones are left out with a warning.',
  ),
});

const registry = z.strictObject({
  registry_period_sec: seconds(REGISTRY_PERIOD_SEC, "Between two runs of the registry's spell."),
  expired_period_sec: seconds(REGISTRY_EXPIRED_PERIOD_SEC, 'Between two removals of expired records.'),
  renew_period_sec: seconds(REGISTRY_RENEW_PERIOD_SEC, "Between two renewals of this peer's own records."),
  replicate_period_sec: seconds(REGISTRY_REPLICATE_PERIOD_SEC, 'Between two replications to the neighbours.'),
});

const decider = z.strictObject({
  decider_period_sec: seconds(
    DECIDER_PERIOD_SEC,
    'Between two runs of the decider that no event of the chain has brought about.',
  ),
  worker_period_sec: seconds(WORKER_PERIOD_SEC, 'Between two runs of the spell that installs a worker.'),
  worker_ipfs_multiaddr: about(
    z.string().optional(),
    'API of the IPFS daemon that workers are installed from. `aqua_ipfs.local_api_multiaddr` when left out.',
  ),
  network_api_endpoint: inert(z.string(), 'Chain.', CHAIN_CONFIG),
  contract_address_hex: inert(z.string(), 'Contract.', CHAIN_CONFIG),
  contract_block_hex: inert(z.string(), 'First block.', CHAIN_CONFIG),
  matcher_address: inert(z.string(), 'Contract.', CHAIN_CONFIG),
  wallet_key: inert(z.string(), 'Who pays.', CHAIN_CONFIG, { secret: true }),
  start_block: inert(z.string(), 'First block.', CHAIN_CONFIG),
  network_id: inert(integer(0), 'Chain.', CHAIN_CONFIG),
});

/** `[system_services]` (spec/nox.md §6.1); what is in no table of upstream is ours. */
export const systemServices = () =>
  about(
    z
      .strictObject({
        enable: about(
          z.preprocess(namedPackages, z.array(z.string()).optional()),
          'Packages to have: a list of `aqua-ipfs`, `trust-graph`, `registry`, `decider`, or `all` that can run, or `none`. All that can run when left out.',
        ),
        prune: about(flag().default(true), 'Remove packages that are no longer enabled.'),
        fail_fast: about(
          flag().default(false),
          'Wait for the packages at the start, and stop when one fails, as upstream does. Otherwise it is tried again.',
        ),
        call_timeout: time(CALL_TIMEOUT_MS, 'One call of an initialisation.'),
        retry_delay: time(
          RETRY_DELAY_MS,
          'Pause after the first failure of a package; it doubles with each further one.',
        ),
        max_retry_delay: time(MAX_RETRY_DELAY_MS, 'Longest such pause.'),
        reconcile_period: about(
          duration().optional(),
          'Look so often whether all is as it should be, and bring it there; only at the start when left out.',
          { unit: 'duration' },
        ),
        aqua_ipfs: about(aquaIpfs.prefault({}), 'IPFS for services and scripts.'),
        trust_graph: about(trustGraph.prefault({}), 'Who is trusted how much.'),
        registry: about(registry.prefault({}), 'Resources and their providers.'),
        decider: about(
          decider.prefault({}),
          'Workers for the deals of a chain; of no use without `chain_config`.',
        ),
        connector: inert(
          z.strictObject({ curl_binary_path: z.string().optional() }),
          'Unused upstream too.',
          'nothing reads it',
        ),
      })
      .prefault({}),
    'Services that this peer deploys to itself.',
  );
