/** Alias of the spell that installs what a worker runs (spec/fluence-cli.md §3). */
export const WORKER_SPELL = 'worker-spell';

// Keys of the worker spell: upstream's, and ours.
/** CID of the worker's definition. */
export const DEFINITION_KEY = 'h_worker_def_cid';
/** Where the worker spell finds files. */
export const IPFS_KEY = 'ipfs';
export const DEAL_KEY = 'deal_id';
/** What clocks that count from their deployment came to; JSON text. Absent: there are none. Ours. */
export const CLOCKS_KEY = 'h_clocks';
/** Journal of the deployer, a `PackageRecord`. Ours. */
export const JOURNAL_KEY = 'h_deployment';
/** Its value while no clock counts from its deployment. */
export const NO_CLOCKS = '{}';
/** List of states, JSON texts, oldest first. */
export const STATUS_KEY = '__installation_spell_status__';

export const INSTALLED = 'INSTALLATION_SUCCESSFUL';
export const FAILED = 'INSTALLATION_FAILED';

/** Seconds between two runs of the worker spell (spec/fluence-cli.md §3, Phase A). */
export const WORKER_SPELL_PERIOD_SEC = 600;

/** Between two looks whether it has ended, milliseconds. */
export const SUSPEND_POLL_MS = 10;
