import type { LocalNetworkInit } from '@noctiluca/local-network';
import { NO_CHAIN_HERE } from '@noctiluca/local-network/chain';
import type { FluenceProject } from '../../../project/project.js';
import { providerTerms } from './provider-terms.js';

type Wish = Pick<LocalNetworkInit, 'chain'>;
type Deploying = Pick<FluenceProject, 'deployments'>;

/**
 * Whether a network gets a chain. Who asks for one by name gets it or an error; deployments do without where there is none, and
 * a `provider.yaml` may be there for upstream's CLI alone.
 * @param flag `--chain` or `--no-chain`
 * @param project undefined outside of any
 * @throws CliError `PROJECT_INVALID` of `provider.yaml`
 */
export async function chainWish(
  flag: boolean | undefined,
  root: string,
  project: Deploying | undefined,
): Promise<Wish> {
  if (flag === false) return {};
  const terms = await providerTerms(root);
  if (terms === undefined && flag === undefined && !hasDeployments(project)) return {};
  return { chain: { required: flag === true, ...(terms && { terms }) } };
}

/** What is said when there was to be a chain and there is none. */
export function withoutChain({ terms }: NonNullable<Wish['chain']>, project: Deploying | undefined): string {
  if (terms !== undefined) return `${NO_CHAIN_HERE}. The peers of provider.yaml are up without it.`;
  const names = Object.keys(project?.deployments ?? {}).join(', ');
  return `${NO_CHAIN_HERE}. Deployments (${names}) get workers on the peers directly, without deals.`;
}

const hasDeployments = (project: Deploying | undefined): boolean =>
  Object.keys(project?.deployments ?? {}).length > 0;
