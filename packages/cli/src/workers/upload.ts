import { readFile } from 'node:fs/promises';
import type { ClientPeer } from '@noctiluca/client';
import { createKuboClient } from '@noctiluca/ipfs';
import { CliError } from '../errors.js';
import * as installation from '../generated/workers/installation.js';
import type { SpellTriggers } from './definition.js';
import type { DesiredWorker } from './desired.js';
import { installer } from './installer.js';

/** A worker and where it goes. */
export interface UploadWorker {
  readonly desired: DesiredWorker;
  readonly dealId: string;
  readonly hosts: readonly string[];
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
}

export type UploadedWorker = installation.Upload_workersResultType['workers'][number];
export type DeployedWorker = installation.Upload_deployResultType['workers'][number];

/** The blobs go over HTTP while the particle waits. Milliseconds. */
const UPLOAD_TTL_MS = 120_000;

/** Functions of `@fluencelabs/installation-spell` that run on the client (spec/fluence-cli.md §3, Phases B and C). */
export interface Uploader {
  /** Uploads what workers are made of. @throws CliError `UPLOAD_FAILED` */
  upload(workers: readonly UploadWorker[]): Promise<readonly UploadedWorker[]>;
  /** Uploads, makes the workers and installs the worker spell on each. @throws CliError `UPLOAD_FAILED` */
  deploy(workers: readonly UploadWorker[]): Promise<readonly DeployedWorker[]>;
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
    upload: async (workers) =>
      (await run(installation.upload_workers(client, deployConfig(workers), config))).workers,
    deploy: async (workers) =>
      (await run(installation.upload_deploy(client, deployConfig(workers), config))).workers,
  };
}

/** The one argument of upstream's functions (spec/fluence-cli.md §3, Phase A). */
function deployConfig(workers: readonly UploadWorker[]): installation.Upload_deployArgConfig {
  const { script, triggers } = installer();
  return {
    installation_script: script,
    installation_trigger: triggers,
    workers: workers.map(({ desired, dealId, hosts, triggers: ofSpells }) => ({
      name: desired.name,
      hosts: [...hosts],
      dummy_deal_id: dealId,
      config: {
        services: desired.services.map(({ name, modules, memoryLimit }) => ({
          name,
          modules: modules.map((module) => ({ name: module.name, wasm: module.wasm })),
          total_memory_limit: memoryLimit,
        })),
        spells: desired.spells.map(({ name, script, initArgs }) => ({
          name,
          script,
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

function uploadFailed(reason: string, cause: unknown): CliError {
  return new CliError('UPLOAD_FAILED', `Uploading the workers failed: ${reason}`, { cause });
}

function noteText(anything: unknown): string {
  const parts = Array.isArray(anything) ? anything : [anything];
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
