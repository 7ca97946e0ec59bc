import type { IFluenceClient } from '@noctiluca/client';
import {
  type DeployTarget,
  type DesiredService,
  encodeService,
  encodeSpell,
  encodeSpellUpdate,
  type Observed,
} from '@noctiluca/deployment';
import { parseJson, printJson } from '@noctiluca/marine';
import { SystemServicesError } from '../errors.js';
import * as scripts from '../generated/system.js';
import type { PeerSettings } from '../settings.js';
import type { SystemServicesStatus } from '../status.js';

/** A peer reached through the client's relay. */
export interface RemotePeer {
  readonly target: DeployTarget;
  /** What its own deployer says; for anyone. */
  status(): Promise<SystemServicesStatus>;
  /** What it is configured to have. */
  settings(): Promise<PeerSettings>;
  /** Lets it look at its packages anew. */
  reconcile(): Promise<void>;
}

interface Outcome {
  readonly success: boolean;
  readonly error: string;
  readonly value: string;
}

/** Life of a script, milliseconds: a service may take a while to start, and js-client needs seconds for a megabyte. */
const SCRIPT_TTL_MS = 120_000;

const config = { ttl: SCRIPT_TTL_MS };

/** @param client connected, with a key that administers the peer; its status is for anyone */
export function remotePeer(client: IFluenceClient, peerId: string): RemotePeer {
  const answerOf = async (what: string, outcome: Promise<Outcome>): Promise<string> => {
    const { success, error, value } = await outcome.catch((cause: unknown) => {
      throw failure(peerId, what, textOf(cause), cause);
    });
    if (success) return value;
    throw failure(peerId, what, error);
  };
  return {
    target: new RemoteTarget(client, peerId, answerOf),
    async status() {
      const json = await answerOf('telling its status', scripts.status(client, peerId, config));
      return JSON.parse(json) as SystemServicesStatus;
    },
    async settings() {
      const json = await answerOf('telling its settings', scripts.settings(client, peerId, config));
      return JSON.parse(json) as PeerSettings;
    },
    async reconcile() {
      await answerOf('looking at its packages', scripts.reconcile(client, peerId, config));
    },
  };
}

type AnswerOf = (what: string, outcome: Promise<Outcome>) => Promise<string>;

/** Each method is one compiled script. Methods throw SystemServicesError `REMOTE_FAILED` with the peer's own words. */
class RemoteTarget implements DeployTarget {
  readonly peerId: string;
  readonly #client: IFluenceClient;
  readonly #answerOf: AnswerOf;

  constructor(client: IFluenceClient, peerId: string, answerOf: AnswerOf) {
    this.#client = client;
    this.peerId = peerId;
    this.#answerOf = answerOf;
  }

  /** Without the executables of modules: which may run is for the peer's own configuration. */
  async observe(aliases: readonly string[]): Promise<Observed> {
    const script = scripts.observe(this.#client, this.peerId, [...aliases], config);
    const observed = JSON.parse(await this.#answerOf('telling what it has', script)) as Observed;
    return { ...observed, items: observed.items.map(({ binaries: _, ...item }) => item) };
  }

  async record(name: string, record: Parameters<DeployTarget['record']>[1]): Promise<void> {
    const json = record === undefined ? '' : JSON.stringify(record);
    await this.#answerOf(
      'writing its journal',
      scripts.writeRecord(this.#client, this.peerId, name, json, config),
    );
  }

  async installService(service: DesiredService): Promise<string> {
    await this.#upload(service);
    const json = encodeService(service);
    return this.#answerOf(
      'creating the service',
      scripts.installService(this.#client, this.peerId, json, config),
    );
  }

  async replaceService(id: string, service: DesiredService, keepState: boolean): Promise<string> {
    await this.#upload(service);
    const json = encodeService(service);
    const script = scripts.replaceService(this.#client, this.peerId, id, json, keepState, config);
    return this.#answerOf('replacing the service', script);
  }

  configureService(): Promise<void> {
    const reason = 'which executables modules may run is for its own configuration';
    return Promise.reject(failure(this.peerId, 'configuring the service', reason));
  }

  installSpell(spell: Parameters<DeployTarget['installSpell']>[0]): Promise<string> {
    const script = scripts.installSpell(this.#client, this.peerId, encodeSpell(spell), config);
    return this.#answerOf('installing the spell', script);
  }

  async updateSpell(id: string, update: Parameters<DeployTarget['updateSpell']>[1]): Promise<void> {
    const json = encodeSpellUpdate(update);
    await this.#answerOf(
      'updating the spell',
      scripts.updateSpell(this.#client, this.peerId, id, json, config),
    );
  }

  async remove(kind: Parameters<DeployTarget['remove']>[0], id: string): Promise<void> {
    await this.#answerOf(
      `removing the ${kind}`,
      scripts.removeItem(this.#client, this.peerId, kind, id, config),
    );
  }

  async call(alias: string, functionName: string, args: Parameters<DeployTarget['call']>[2]) {
    const script = scripts.callService(
      this.#client,
      this.peerId,
      alias,
      functionName,
      printJson(args),
      config,
    );
    return parseJson(await this.#answerOf(`calling ${alias}.${functionName}`, script));
  }

  /** Adds the modules that the peer lacks. */
  async #upload({ modules }: DesiredService): Promise<void> {
    const wanted = modules.map(({ cid }) => cid);
    const what = 'telling which modules it lacks';
    const answer = await scripts.missingModules(this.#client, this.peerId, wanted, config);
    if (!answer.success) throw failure(this.peerId, what, answer.error);
    for (const { name, load } of modules.filter(({ cid }) => answer.cids.includes(cid))) {
      const base64 = Buffer.from(await load()).toString('base64');
      await this.#answerOf(
        `taking module ${name}`,
        scripts.addModule(this.#client, this.peerId, name, base64, config),
      );
    }
  }
}

function failure(peerId: string, what: string, reason: string, cause?: unknown): SystemServicesError {
  const isStranger = /Service with id 'system-services' not found/.test(reason);
  const text = isStranger
    ? 'it has no system-services functions: it is no Noctiluca peer, or an older one'
    : reason;
  const message = `Peer ${peerId} failed at ${what}: ${text}`;
  return new SystemServicesError('REMOTE_FAILED', message, cause === undefined ? {} : { cause });
}

/** js-client rejects with objects of several shapes. */
function textOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'message' in cause) return String(cause.message);
  return String(cause);
}
