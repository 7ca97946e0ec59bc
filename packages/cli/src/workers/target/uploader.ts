import { readFile } from 'node:fs/promises';
import type { ClientPeer } from '@noctiluca/client';
import { messageOf } from '@noctiluca/common/thrown';
import { createKuboClient } from '@noctiluca/ipfs/kubo-client';
import { CliError } from '../../errors.js';
import * as installation from '../../generated/workers/installation.js';
import type { SpellTriggers } from '../clocks.js';
import { installer } from '../installer.js';
import type { WantedWorker } from '../wanted-worker.js';

/** A worker and where it goes. */
export interface UploadWorker {
  readonly wanted: WantedWorker;
  readonly dealId: string;
  readonly hostId: string;
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
}

/** The blobs go over HTTP while the particle waits. Milliseconds. */
const UPLOAD_TTL_MS = 120_000;

/** Functions of `@fluencelabs/installation-spell` that run on the client (spec/fluence-cli.md §3, Phases B and C). */
export interface Uploader {
  /** Uploads what a worker is made of. @throws CliError `UPLOAD_FAILED` */
  upload(worker: UploadWorker, definition: string): Promise<void>;
  /** Uploads, makes the worker and installs the worker spell. @throws CliError `UPLOAD_FAILED`, `DEPLOY_FAILED` */
  deploy(worker: UploadWorker): Promise<{ readonly workerId: string; readonly spellId: string }>;
  /** Uploads, and answers as upstream prints it. @throws CliError `UPLOAD_FAILED` */
  uploaded(
    workers: readonly (Omit<UploadWorker, 'hostId'> & { readonly hosts: readonly string[] })[],
  ): Promise<installation.Upload_workersResultType['workers']>;
}

/** @param onNote told what the scripts print, a line each */
export function createUploader(client: ClientPeer, onNote: (line: string) => void): Uploader {
  const ipfs = new IpfsUploads();
  installation.registerIpfsClient(client, ipfs.service());
  installation.registerConsole(client, { print: (anything: unknown) => onNote(noteText(anything)) });
  const run = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      // js-client hands on no more than that a service failed
      throw ipfs.takeFailure() ?? uploadFailed(messageOf(cause), cause);
    }
  };
  const config = { ttl: UPLOAD_TTL_MS };
  return {
    async upload(worker, definition) {
      const { workers } = await run(
        installation.upload_workers(client, deployConfig([{ ...worker, hosts: [worker.hostId] }]), config),
      );
      const [uploaded] = workers;
      if (uploaded?.definition === definition) return;
      throw uploadFailed(
        `IPFS calls the definition of ${worker.wanted.name} ${uploaded?.definition}, expected ${definition}: does it cut files differently?`,
      );
    },
    async deploy(worker) {
      const { workers } = await run(
        installation.upload_deploy(client, deployConfig([{ ...worker, hosts: [worker.hostId] }]), config),
      );
      const made = workers[0]?.installation_spells.find(({ host_id }) => host_id === worker.hostId);
      if (made !== undefined) return { workerId: made.worker_id, spellId: made.spell_id };
      throw new CliError('DEPLOY_FAILED', `${worker.hostId} did not say what it made`);
    },
    uploaded: async (workers) =>
      (await run(installation.upload_workers(client, deployConfig(workers), config))).workers,
  };
}

/** The one argument of upstream's functions (spec/fluence-cli.md §3, Phase A). */
function deployConfig(
  workers: readonly (Omit<UploadWorker, 'hostId'> & { readonly hosts: readonly string[] })[],
): installation.Upload_deployArgConfig {
  const { script, triggers } = installer();
  return {
    installation_script: script,
    installation_trigger: triggers,
    workers: workers.map(({ wanted, dealId, hosts, triggers: ofSpells }) => ({
      name: wanted.name,
      hosts: [...hosts],
      dummy_deal_id: dealId,
      config: {
        services: wanted.services.map(({ name, modules, memoryLimit }) => ({
          name,
          modules: modules.map((module) => ({ name: module.name, wasm: module.wasm })),
          total_memory_limit: memoryLimit,
        })),
        spells: wanted.spells.map(({ name, script: air, initArgs }) => ({
          name,
          script: air,
          config: ofSpells.get(name)!.config,
          init_args: initArgs,
        })),
      },
    })),
  };
}

/** `ipfs_client` on this side: HTTP to the Kubo RPC that the host names. */
class IpfsUploads {
  #failure: CliError | undefined;

  /** What went wrong last. */
  takeFailure(): CliError | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  service(): installation.IpfsClientDef {
    const absent = async (): Promise<never> => {
      throw new Error('not used by the scripts of aqua/workers');
    };
    return {
      upload: (multiaddr, file) => this.#add(multiaddr, () => readFile(file)),
      upload_string: (multiaddr, contents) => this.#add(multiaddr, async () => Buffer.from(contents)),
      ...{ id: absent, exists: absent, dag_upload: absent, dag_upload_string: absent, remove: absent },
    };
  }

  async #add(multiaddr: string, read: () => Promise<Uint8Array>): Promise<string> {
    try {
      return await createKuboClient({ api: multiaddr }).add(await read());
    } catch (cause) {
      this.#failure = uploadFailed(`${messageOf(cause)} (IPFS at ${multiaddr})`, cause);
      throw this.#failure;
    }
  }
}

function uploadFailed(reason: string, cause?: unknown): CliError {
  return new CliError('UPLOAD_FAILED', `Uploading the workers failed: ${reason}`, { cause });
}

function noteText(anything: unknown): string {
  const parts = Array.isArray(anything) ? anything : [anything];
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
}
