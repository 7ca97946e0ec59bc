import type { ChainSession } from '../chain/session.js';
import type { PaymentToken } from '../chain/token.js';
import type { CliContext } from '../context.js';
import type { FluenceProject } from '../project/project.js';
import type { IpfsFiles } from '../workers/ipfs-files.js';
import type { Surroundings } from '../workers/session.js';
import type { WorkerTarget } from '../workers/target/target.js';

/** What a deployment by deals works with. */
export interface DealStage {
  readonly context: CliContext;
  readonly project: FluenceProject;
  /** The project's `.fluence`, absolute. */
  readonly dir: string;
  readonly around: Surroundings;
  readonly chain: ChainSession;
  readonly token: PaymentToken;
  readonly files: IpfsFiles;
  /** Multiaddress at which definitions are uploaded. */
  readonly ipfs: () => Promise<string>;
  readonly targetOf: (hostId: string) => WorkerTarget;
  /** Asked before anything is changed: what it throws ends the deployment. */
  readonly beforeChange: () => Promise<void>;
  /** A line of progress. @param name of the deployment */
  readonly say: (name: string, text: string) => void;
  /** Until the workers of a deal are installed, milliseconds. */
  readonly timeoutMs: number;
}
