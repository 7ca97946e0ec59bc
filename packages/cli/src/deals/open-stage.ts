import { readLocalState } from '@noctiluca/local-network/control';
import type { ChainSession } from '../chain/session.js';
import { paymentToken } from '../chain/token.js';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { once } from '../once.js';
import { progress } from '../output/result.js';
import { fluenceDir } from '../project/fluence-dir.js';
import type { FluenceProject } from '../project/project.js';
import { IpfsFiles } from '../workers/ipfs-files.js';
import { requireServices } from '../workers/require-services.js';
import {
  type LazySession,
  lazySession,
  type SessionFlags,
  type Surroundings,
  surroundings,
} from '../workers/session.js';
import { createTargets } from '../workers/target/create-targets.js';
import type { DealStage } from './stage.js';

export interface StageFlags extends SessionFlags {
  /** Seconds that workers may take. */
  readonly timeout: number;
}

export interface OpenStage extends DealStage {
  readonly session: LazySession;
  close(): Promise<void>;
}

/** @throws CliError `NO_LOCAL_NETWORK`, `RELAY_UNKNOWN`, `KEY_UNKNOWN`, `PROJECT_INVALID`, `NO_CHAIN` */
export async function openStage(
  context: CliContext,
  project: FluenceProject,
  chain: ChainSession,
  flags: StageFlags,
): Promise<OpenStage> {
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const session = await lazySession(context, dir, project, around, flags);
  const timeoutMs = flags.timeout * 1000;
  const quiet = { timeoutMs, onLog: () => {}, onNote: (line: string) => progress(context, line) };
  return {
    ...{ context, project, dir, around, chain, session, timeoutMs },
    token: await paymentToken(chain),
    files: new IpfsFiles(),
    ipfs: once(() => uploadAddress(dir, project, { around, session })),
    targetOf: context.targetOf ?? createTargets(quiet, session, around.peers),
    beforeChange: once(() => requireServices(project)),
    say: stopwatch(context),
    close: () => session.close(),
  };
}

/** Lines as `  1.24 s  name: text`. */
function stopwatch(context: CliContext): DealStage['say'] {
  const startedMs = performance.now();
  return (name, text) => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(2).padStart(6);
    progress(context, `${seconds} s  ${name}: ${text}`);
  };
}

interface Network {
  readonly around: Surroundings;
  readonly session: LazySession;
}

/** That of the local network, of the project, or of the peer that the client is connected to. */
async function uploadAddress(
  dir: string,
  { ipfsAddr }: FluenceProject,
  { around, session }: Network,
): Promise<string> {
  const local = around.env === 'local' ? (await readLocalState(dir))?.ipfs.multiaddr : undefined;
  const known = local || ipfsAddr;
  if (known !== undefined) return known;
  const told = await (await session.open()).scripts(session.relayPeerId).ipfs();
  if (told !== '') return told;
  throw new CliError('UPLOAD_FAILED', 'No IPFS is known: name one as ipfsAddr in fluence.yaml');
}
