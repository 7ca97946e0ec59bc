import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import type { FluenceEnv } from '../project/env.js';
import { fluenceDir } from '../project/fluence-dir.js';
import { readWorkers, workersFile } from '../project/workers-yaml.js';
import { chosenNames } from './choose.js';
import type { ChainSession } from './session.js';
import { commaSeparated } from './words.js';

/** A deal that a command is about. */
export interface ChosenDeal {
  /** Of its deployment, or its id. */
  readonly name: string;
  /** As it was given, or as `deploy` wrote it. */
  readonly id: string;
  /** Of its contract, lower-case with 0x. */
  readonly address: string;
}

/** How deals are named. */
export interface DealsAsked {
  /** Of deployments, separated by commas. */
  readonly names: string | undefined;
  readonly dealIds: string | undefined;
}

/**
 * Deals by id, or by the names of their deployments; the only one that is deployed when neither is given.
 * @throws CliError `BAD_ARGUMENT`, `WORKER_UNKNOWN`, `PROJECT_INVALID`
 */
export async function chosenDeals(
  context: CliContext,
  session: ChainSession,
  asked: DealsAsked,
): Promise<ChosenDeal[]> {
  const chosen = await namedDeals(context, session.env, asked);
  return Promise.all(chosen.map(async (deal) => ({ ...deal, address: await dealAt(session, deal.id) })));
}

/** The same without a look at a chain, which may have none of them. @throws CliError as `chosenDeals` */
export async function namedDeals(
  context: CliContext,
  env: FluenceEnv,
  { names, dealIds }: DealsAsked,
): Promise<Omit<ChosenDeal, 'address'>[]> {
  if (names !== undefined && dealIds !== undefined)
    throw new CliError('BAD_ARGUMENT', 'Deals go by names of deployments or by --deal-ids, not by both');
  const chosen =
    dealIds === undefined
      ? await deployedDeals(context, env, names)
      : commaSeparated(dealIds).map((id) => ({ name: id, id }));
  if (chosen.length === 0) throw new CliError('BAD_ARGUMENT', 'No deal is named in --deal-ids');
  return chosen;
}

/** Address of a deal's contract. @throws CliError `BAD_ARGUMENT` for what is no id, `WORKER_UNKNOWN` when there is none */
export async function dealAt({ kit, ask }: ChainSession, id: string): Promise<string> {
  const address = addressOf(kit.dealAddress, id);
  if (await ask(kit.ADDRESSES.dealFactory, kit.contracts.dealFactory.hasDeal, address)) return address;
  throw new CliError(
    'WORKER_UNKNOWN',
    `The chain has no deal ${id}; "fluence provider deal-list" and .fluence/workers.yaml have those there are`,
  );
}

function addressOf(parse: (id: string) => string, id: string): string {
  try {
    return parse(id);
  } catch (cause) {
    throw new CliError(
      'BAD_ARGUMENT',
      `"${id.slice(0, 64)}" is no id of a deal: it has 40 hexadecimal digits`,
      {
        cause,
      },
    );
  }
}

async function deployedDeals(context: CliContext, env: FluenceEnv, names: string | undefined) {
  const dir = fluenceDir(context);
  const file = workersFile(dir);
  const deals = (await readWorkers(dir, env)).deals[env] ?? {};
  const all = Object.keys(deals);
  if (names === undefined && all.length > 1)
    throw new CliError('BAD_ARGUMENT', `${file} has several deals, name some of them: ${all.join(', ')}`);
  const chosen = chosenNames(all, names, { kind: 'deal', file, code: 'WORKER_UNKNOWN' });
  return chosen.map((name) => ({ name, id: deals[name]!.dealIdOriginal }));
}
