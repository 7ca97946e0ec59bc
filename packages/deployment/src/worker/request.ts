import type { TriggerConfig } from '@noctiluca/spells';
import type { Desired, DesiredService, DesiredSpell } from '../desired.js';
import type { ModuleDistro } from '../distro.js';
import { CLOCKS_KEY, DEAL_KEY, DEFINITION_KEY, IPFS_KEY, WORKER_SPELL } from './constants.js';
import { WORKER_SPELL_TRIGGERS } from './triggers.js';

/** A module as IPFS has it. */
export interface RequestedModule {
  /** Import name. */
  readonly name: string;
  /** Of its bytes: what the peer calls it. */
  readonly cid: string;
  /** Of the file on IPFS; another one when it has several blocks. */
  readonly file: string;
}

export interface RequestedService {
  readonly alias: string;
  readonly blueprintId: string;
  /** In link order, the facade last. */
  readonly modules: readonly RequestedModule[];
}

export interface RequestedSpell {
  readonly alias: string;
  /** Of the script, as the peer and IPFS call it. */
  readonly script: string;
  readonly triggerConfig: TriggerConfig;
  /** JSON text of each initial value. */
  readonly kv: Readonly<Record<string, string>>;
}

/** What a worker should be, as a deployer asks a peer for it: plain data, all bytes on IPFS. */
export interface WorkerRequest {
  /** What the deployer calls it, for messages. */
  readonly name: string;
  readonly dealId: string;
  /** Compute units of a worker that has to be made: 64 hexadecimal digits each. */
  readonly cuIds: readonly string[];
  /** Whether what is no longer wanted goes. */
  readonly prune: boolean;
  /** CID of its definition, for the worker spell (spec/fluence-cli.md §3, Phase B). */
  readonly definition: string;
  /** CID of the script of the worker spell. */
  readonly workerSpell: string;
  /** What clocks that count from the deployment came to; JSON text. */
  readonly clocks: string;
  readonly services: readonly RequestedService[];
  readonly spells: readonly RequestedSpell[];
}

/** Reads the bytes of what a request names by CID. */
export interface RequestSources {
  readonly load: (module: RequestedModule) => Promise<Uint8Array>;
  /** Of a script; what a plan does not need may be empty. */
  readonly script: (cid: string) => string;
  /** Multiaddress of IPFS as the worker spell will use it. */
  readonly ipfs: string;
  /** Whether a changed service keeps its files. @default true */
  readonly keepsState?: boolean;
}

/** Version of the package that a worker is; workers have none. */
const VERSION = '1.0.0';

/** A request in the words of the planner, the worker spell among its spells. */
export function desiredWorker(request: WorkerRequest, sources: RequestSources): Desired {
  const { name, prune } = request;
  return {
    packages: [
      {
        name,
        version: VERSION,
        dependsOn: [],
        services: request.services.map((service) => desiredService(service, sources)),
        spells: [workerSpell(request, sources), ...request.spells].map((spell) =>
          desiredSpell(spell, sources),
        ),
      },
    ],
    unavailable: [],
    prune,
    warnings: [],
  };
}

function workerSpell(request: WorkerRequest, { ipfs }: RequestSources): RequestedSpell {
  const { dealId, definition, clocks, workerSpell: script } = request;
  const kv = { [IPFS_KEY]: ipfs, [DEFINITION_KEY]: definition, [DEAL_KEY]: dealId, [CLOCKS_KEY]: clocks };
  const texts = Object.entries(kv).map(([key, value]) => [key, JSON.stringify(value)]);
  return {
    alias: WORKER_SPELL,
    script,
    triggerConfig: WORKER_SPELL_TRIGGERS,
    kv: Object.fromEntries(texts),
  };
}

function desiredService(
  { modules, ...service }: RequestedService,
  { load, keepsState = true }: RequestSources,
): DesiredService {
  const loading = modules.map(
    (module): ModuleDistro => ({ name: module.name, cid: module.cid, load: () => load(module) }),
  );
  return { ...service, modules: loading, binaries: {}, onUpdate: keepsState ? 'keep' : 'reset' };
}

function desiredSpell({ script, ...spell }: RequestedSpell, sources: RequestSources): DesiredSpell {
  const keepsJournal = spell.alias === WORKER_SPELL;
  return { ...spell, script: sources.script(script), scriptDigest: script, keepsJournal };
}
