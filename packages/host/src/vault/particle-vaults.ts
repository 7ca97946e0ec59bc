import { setMaxListeners } from 'node:events';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@noctiluca/lifecycle';
import { isPeerId } from '@noctiluca/particle';
import { PRIVATE_MODE, VAULT_GUEST_PATH, VAULT_SCOPE_MODE } from '../constants.js';
import { ConvertedError, type HostError } from '../errors.js';
import { makeDirectory, removeTree } from '../files/directories.js';
import type { CallContext } from '../host.js';
import type { HostMetrics } from '../metrics.js';
import type { Quotas } from '../quotas.js';
import type { ParticleTokens } from './particle-token.js';
import { ParticleVault } from './particle-vault.js';
import { vaultName } from './vault-name.js';

export interface ParticleVaultsComponents {
  readonly tokens: ParticleTokens;
  readonly quotas: Quotas;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
}

interface OpenVault {
  readonly key: string;
  readonly vault: ParticleVault;
  /** Resolves when the directory is there. */
  readonly made: Promise<void>;
  /** Resolves when the directory is gone; never rejects. */
  readonly gone: Promise<void>;
  users: number;
  /** Its particle ended: nobody enters any more, and the last one to leave removes it. */
  ended: boolean;
  removal?: Promise<void>;
  wasRemoved(): void;
}

/** The vaults of all particles that are under way: each is made when first needed and removed with its particle. */
export class ParticleVaults {
  readonly #dir: string;
  readonly #components: ParticleVaultsComponents;
  readonly #open = new Map<string, OpenVault>();
  readonly #scopes = new Map<string, Promise<string>>();
  #stopped = false;

  constructor({ dir }: { dir: string }, components: ParticleVaultsComponents) {
    this.#dir = dir;
    this.#components = components;
  }

  /** Removes what particles of an earlier life left (spec/nox.md §9.2 no. 15). */
  async start(): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: PRIVATE_MODE });
    // Each is closed to listing, and so to removal, until it is opened.
    for (const name of (await readdir(this.#dir)).filter(isPeerId)) {
      await chmod(join(this.#dir, name), PRIVATE_MODE);
      await removeTree(join(this.#dir, name));
    }
  }

  /** Removes every vault once nobody works in it any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const open = [...this.#open.values()];
    for (const one of open) this.#end(one);
    await Promise.all(open.map(({ gone }) => gone));
  }

  get size(): number {
    return this.#open.size;
  }

  /** Where all vaults of a scope are. */
  scopePath(peerId: string): string {
    return join(this.#dir, peerId);
  }

  /** Directory of all vaults of a scope, for services to be confined to; made when first asked for. */
  scopeDirectory(peerId: string): Promise<string> {
    const known = this.#scopes.get(peerId);
    if (known !== undefined) return known;
    const made = makeScopeDirectory(this.scopePath(peerId));
    this.#scopes.set(peerId, made);
    // Whoever asks next tries again.
    made.catch(() => this.#scopes.delete(peerId));
    return made;
  }

  /** The vault of a particle, to read from: whether it exists or not. */
  of(context: CallContext): ParticleVault {
    return this.#vaultOf(context);
  }

  /**
   * Runs something in a particle's vault: its directory is there, and stays at least as long.
   * @throws HostError `ABORTED` when the particle ended; what `work` throws
   */
  async within<T>(context: CallContext, work: (vault: ParticleVault) => Promise<T>): Promise<T> {
    const open = await this.#enter(context);
    try {
      await open.made;
      return await work(open.vault);
    } finally {
      open.users -= 1;
      if (open.ended) this.#end(open);
    }
  }

  /**
   * As `within`, for services: they may write there themselves.
   * @throws as `within`
   */
  visit<T>(context: CallContext, work: () => Promise<T>): Promise<T> {
    return this.within(context, async (vault) => {
      vault.visited();
      try {
        return await work();
      } finally {
        vault.visited();
      }
    });
  }

  async #enter(context: CallContext): Promise<OpenVault> {
    const key = this.#keyOf(context);
    for (;;) {
      if (context.signal.aborted || this.#stopped) throw ended(context);
      const open = this.#open.get(key) ?? this.#make(key, context);
      if (!open.ended) {
        open.users += 1;
        return open;
      }
      await open.gone;
    }
  }

  #make(key: string, context: CallContext): OpenVault {
    const { signal } = context;
    const vault = this.#vaultOf(context);
    let wasRemoved = () => {};
    const gone = new Promise<void>((resolve) => {
      wasRemoved = resolve;
    });
    const made = this.#makeDirectory(vault, context);
    const open: OpenVault = { key, vault, made, gone, users: 0, ended: false, wasRemoved };
    this.#open.set(key, open);
    this.#components.metrics.vaults.inc();
    const end = () => this.#end(open);
    // Those inside are told why it could not be made; whoever comes next tries again.
    made.catch(end);
    // A particle has one vault, but one signal may belong to many particles.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', end, { once: true });
    void gone.then(() => signal.removeEventListener('abort', end));
    return open;
  }

  async #makeDirectory({ realDir }: ParticleVault, { currentPeerId }: CallContext): Promise<void> {
    await this.scopeDirectory(currentPeerId);
    await makeDirectory(realDir);
  }

  #end(open: OpenVault): void {
    open.ended = true;
    if (open.users === 0) open.removal ??= this.#remove(open);
  }

  async #remove({ key, vault, made, wasRemoved }: OpenVault): Promise<void> {
    const { metrics, logger } = this.#components;
    try {
      // A directory that is being made would come after its removal.
      await made.catch(() => {});
      await removeTree(vault.realDir);
    } catch (error) {
      metrics.vaultLeftovers.inc();
      logger.warn({ dir: vault.realDir, err: error }, 'A vault stays until the next start');
    }
    this.#open.delete(key);
    metrics.vaults.dec();
    wasRemoved();
  }

  #vaultOf(context: CallContext): ParticleVault {
    const name = this.#nameOf(context);
    const place = {
      realDir: join(this.#dir, context.currentPeerId, name),
      virtualDir: `${VAULT_GUEST_PATH}/${name}`,
    };
    return new ParticleVault(place, this.#components.quotas);
  }

  #nameOf({ particle }: CallContext): string {
    return vaultName(particle.id, this.#components.tokens.of(particle));
  }

  #keyOf(context: CallContext): string {
    return `${context.currentPeerId}/${this.#nameOf(context)}`;
  }
}

function ended({ particle }: CallContext): HostError {
  return new ConvertedError('ABORTED', `Particle ${particle.id} ended, and its vault with it`);
}

async function makeScopeDirectory(path: string): Promise<string> {
  await makeDirectory(path);
  await chmod(path, VAULT_SCOPE_MODE);
  return path;
}
