import { messageOf } from '@noctiluca/common/thrown';
import { createKuboClient } from '@noctiluca/ipfs';
import type { CliContext } from '../../../context.js';
import { progress } from '../../../output/result.js';
import { findProjectFile } from '../../../project/find-project.js';

/** Milliseconds a daemon may take to say who it is. */
const ANSWER_MS = 2000;

/**
 * The user's own IPFS daemon for a network, or undefined: the network brings its own. Who names one by flag or in the
 * environment gets it or an error. `ipfsAddr` of the project file may be there for another network, so it counts when it
 * answers.
 * @throws IpfsError `INVALID`, `UNREACHABLE`
 */
export async function chooseIpfs(context: CliContext, flag: string | undefined): Promise<string | undefined> {
  const named = flag ?? context.env.FLUENCE_IPFS;
  if (named !== undefined && named !== '') {
    await requireAnswer(named);
    return named;
  }
  const ipfsAddr = await projectsIpfs(context);
  if (ipfsAddr === undefined) return undefined;
  try {
    await requireAnswer(ipfsAddr);
    return ipfsAddr;
  } catch (error) {
    const reason = messageOf(error);
    progress(context, `ipfsAddr of fluence.yaml is not used, the network brings its own IPFS. ${reason}`);
    return undefined;
  }
}

async function requireAnswer(api: string): Promise<void> {
  await createKuboClient({ api, timeoutMs: ANSWER_MS }).id();
}

async function projectsIpfs(context: CliContext): Promise<string | undefined> {
  if (findProjectFile(context.cwd) === undefined) return undefined;
  const { loadProject } = await import('../../../project/fluence-yaml.js');
  return (await loadProject(context.cwd)).project.ipfsAddr;
}
