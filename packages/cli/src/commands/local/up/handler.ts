import { rm } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import type { LocalNetworkInit } from '@noctiluca/local-network';
import {
  type LocalState,
  localPaths,
  requireNoNetwork,
  startInBackground,
} from '@noctiluca/local-network/control';
import { webSocketAddress } from '../../../client/relay.js';
import type { CliContext } from '../../../context.js';
import { EXIT_CODES, interrupted } from '../../../interrupt.js';
import { type CommandResult, printing, progress, textOf } from '../../../output/result.js';
import { findProjectFile } from '../../../project/find-project.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import type { FluenceProject } from '../../../project/project.js';
import { useEnv } from '../../../project/use-env.js';
import { forgetLocalDeals } from '../forget-deals.js';
import { forgetLocalOffers } from '../forget-offers.js';
import { chainWish, withoutChain } from './chain-wish.js';
import { chooseIpfs } from './choose-ipfs.js';
import type { UpFlags } from './options.js';
import { shownComingUp } from './shown-coming-up.js';
import { upText } from './up-text.js';

export const handler = printing(up);

async function up(context: CliContext, flags: UpFlags): Promise<CommandResult> {
  const calledAtMs = Date.now() - Math.round(process.uptime() * 1000);
  const dir = fluenceDir(context);
  const isProject = findProjectFile(context.cwd) !== undefined;
  const project = isProject ? (await loadProject(context.cwd)).project : undefined;
  const ipfs = await chooseIpfs(context, flags.ipfs);
  const init: LocalNetworkInit = {
    fluenceDir: dir,
    peers: flags.noxes,
    freePorts: flags.freePorts,
    isolate: flags.isolate,
    ...(ipfs === undefined ? {} : { ipfs }),
    ...(await chainWish(flags.chain, path.dirname(dir), project)),
  };
  warnAboutIgnored(context, flags);
  if (flags.reset) {
    await requireNoNetwork(dir);
    await rm(localPaths(dir).local, { recursive: true, force: true });
    await Promise.all([forgetLocalDeals(dir), forgetLocalOffers(dir)]);
  }
  const tell = async (state: LocalState) => {
    if (init.chain !== undefined && state.chain === undefined)
      progress(context, withoutChain(init.chain, project));
    await tellProject(context, project, state);
  };
  if (flags.foreground) return stayAttached(context, flags, init, { calledAtMs, tell });
  const state = await shownComingUp(context, (onStep) =>
    startInBackground(init, { timeoutMs: flags.timeout * 1000, calledAtMs, onStep }),
  );
  await tell(state);
  return { text: (view) => upText(state, view), json: state };
}

/** Prints when the network is ready, then waits for Ctrl-C or SIGTERM and takes it down. */
async function stayAttached(
  context: CliContext,
  flags: UpFlags,
  init: LocalNetworkInit,
  { calledAtMs, tell }: { readonly calledAtMs: number; readonly tell: (state: LocalState) => Promise<void> },
): Promise<CommandResult> {
  const { runLocalNetwork } = await import('@noctiluca/local-network');
  const { state, stop } = await shownComingUp(context, (onStep) => runLocalNetwork(init, calledAtMs, onStep));
  await tell(state);
  const text = flags.json
    ? JSON.stringify(state, null, 2)
    : textOf(context, { text: (view) => upText(state, view) });
  context.process.stdout.write(`${text}\n`);
  progress(context, 'Press Ctrl-C to end the network.');
  const signal = await interrupted();
  await stop();
  // SIGTERM is how programs that run this end it: all went well.
  const exitCode = signal === 'SIGINT' ? EXIT_CODES.SIGINT : 0;
  return { text: 'The local network is down.', json: { down: true }, exitCode };
}

/** Apps of the project find the network by its `relays.json`, commands by its environment. It is up, whatever they hear. */
async function tellProject(
  context: CliContext,
  project: FluenceProject | undefined,
  { peers }: LocalState,
): Promise<void> {
  if (project === undefined) return;
  try {
    const written = await useEnv(fluenceDir(context), project, 'local', peers.map(webSocketAddress));
    for (const file of written) progress(context, `Wrote ${file}`);
  } catch (error) {
    const reason = messageOf(error);
    progress(context, `Warning: the project's apps are not told of this network. ${reason}`);
  }
}

function warnAboutIgnored(context: CliContext, flags: UpFlags): void {
  const given = [
    flags.privKey === undefined ? [] : ['--priv-key'],
    flags.quietPull ? ['--quiet-pull'] : [],
    flags.build ? ['--build'] : [],
    flags.flags === undefined ? [] : ['--flags'],
  ].flat();
  if (given.length > 0)
    progress(context, `${given.join(', ')}: no effect here, there is no docker behind this network`);
}
