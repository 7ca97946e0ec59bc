import type { LocalPeer } from '@noctiluca/local-network/control';
import { once } from '../../once.js';
import { IpfsFiles } from '../ipfs-files.js';
import type { LazySession } from '../session.js';
import type { WantedWorker } from '../wanted-worker.js';
import { lacksDeployment, PeerTarget } from './peer-target.js';
import { SpellTarget } from './spell-target.js';
import type { SpellLog, WorkerTarget, WorkerView } from './target.js';

/** Who installs what workers have: the peer itself, or the worker spell of each. */
export type Installer = 'peer' | 'spell';

export interface TargetsInit {
  /** How long an installation may take, milliseconds. */
  readonly timeoutMs: number;
  /** @default the peer where it can, the worker spell elsewhere */
  readonly installer?: Installer | undefined;
  readonly onLog: (hostId: string, line: SpellLog) => void;
  /** Told what upstream's scripts print. */
  readonly onNote: (line: string) => void;
}

/** Hosts as targets of a deployment, each one once. */
export function createTargets(
  init: TargetsInit,
  session: LazySession,
  peers: readonly LocalPeer[],
): (hostId: string) => WorkerTarget {
  const { timeoutMs, installer, onLog, onNote } = init;
  const files = new IpfsFiles();
  const uploader = once(async () => {
    const [{ client }, { createUploader }] = await Promise.all([session.open(), import('./uploader.js')]);
    return createUploader(client, onNote);
  });
  const scripts = (hostId: string) => async () => (await session.open()).scripts(hostId);
  const peerTarget = (hostId: string) =>
    new PeerTarget(
      { hostId, timeoutMs, http: peers.find(({ peerId }) => peerId === hostId)?.http },
      { scripts: scripts(hostId), files },
    );
  const spellTarget = (hostId: string) =>
    new SpellTarget(
      hostId,
      { timeoutMs, onLog: (line) => onLog(hostId, line) },
      { scripts: scripts(hostId), uploader },
    );
  const create = (hostId: string): WorkerTarget => {
    if (installer === 'peer') return peerTarget(hostId);
    if (installer === 'spell') return spellTarget(hostId);
    return new EitherTarget(peerTarget(hostId), spellTarget(hostId));
  };
  const known = new Map<string, WorkerTarget>();
  return (hostId) => {
    const target = known.get(hostId) ?? create(hostId);
    known.set(hostId, target);
    return target;
  };
}

/** A host that installs itself, or else by worker spells: it tells which when it is first looked at. */
class EitherTarget implements WorkerTarget {
  readonly hostId: string;
  readonly #peer: WorkerTarget;
  readonly #spell: WorkerTarget;

  constructor(peer: WorkerTarget, spell: WorkerTarget) {
    this.hostId = peer.hostId;
    this.#peer = peer;
    this.#spell = spell;
  }

  async look(dealId: string, wanted?: WantedWorker): Promise<WorkerView> {
    try {
      return await this.#peer.look(dealId, wanted);
    } catch (error) {
      if (!lacksDeployment(error)) throw error;
      return this.#spell.look(dealId, wanted);
    }
  }

  logs(workerId: string, spell: string): Promise<readonly SpellLog[]> {
    return this.#peer.logs(workerId, spell);
  }

  remove(workerId: string): Promise<void> {
    return this.#peer.remove(workerId);
  }
}
