import { apply, type PackageReport, type StepReport } from '@noctiluca/deployment';
import type { RemotePeer } from '@noctiluca/system-services/remote';
import type { CliContext } from '../../../context.js';
import { type CommandResult, printing, progress } from '../../../output/result.js';
import type { View } from '../../../output/terminal/view.js';
import { onPeers, type PeerOutcome, type SystemPeer, selectPeers } from '../../../system/peers.js';
import { planFor, untilSettled } from '../../../system/plan-for.js';
import { stepTable, stepText } from '../../../system/text.js';
import type { PlanFlags } from '../options.js';

export const handler = printing(run);

async function run(context: CliContext, flags: PlanFlags): Promise<CommandResult> {
  const peers = await selectPeers(context, flags, true);
  const outcomes = await onPeers(peers, (remote, peer) => applyTo(context, flags, remote, peer));
  return {
    text: (view) => textOf(outcomes, view),
    json: { peers: outcomes.map(factsOfPeer) },
    exitCode: outcomes.some(hasFailed) ? 1 : 0,
  };
}

async function applyTo(
  context: CliContext,
  flags: PlanFlags,
  remote: RemotePeer,
  { name, peerId }: SystemPeer,
): Promise<PackageReport[]> {
  await untilSettled(remote, peerId);
  const { plan, observed } = await planFor(remote, flags);
  const tell = (step: StepReport) => {
    if (flags.json || step.state === 'done' || step.action === 'keep') return;
    progress(context, `${name}: ${step.package}: ${stepText(step)}`);
  };
  const { signal } = new AbortController();
  const reports = await apply(plan, remote.target, {
    life: observed.life,
    signal,
    now: Date.now,
    onStep: tell,
  });
  // So that its own status knows at once; it would undo what its configuration does not say.
  if (flags.enable === undefined && flags.prune) await remote.reconcile();
  return reports;
}

const hasFailed = (outcome: PeerOutcome<PackageReport[]>) =>
  'error' in outcome || outcome.result.some(({ error }) => error !== undefined);

function factsOfPeer(outcome: PeerOutcome<PackageReport[]>) {
  const { peer, peerId } = outcome;
  if ('error' in outcome) return { peer, peerId, packages: [], error: outcome.error };
  const packages = outcome.result.map(({ error, ...report }) => ({
    ...report,
    ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
  }));
  return { peer, peerId, packages };
}

function textOf(outcomes: readonly PeerOutcome<PackageReport[]>[], view: View): string {
  const rows = outcomes.flatMap((outcome) => {
    const { peer } = outcome;
    if ('error' in outcome) return [['!', peer, '', 'failed', outcome.error.message]];
    return outcome.result.flatMap(({ name, steps, warnings, error }) => [
      ...steps
        .filter(({ action }) => action !== 'keep')
        .map((step) => ['', peer, name, `${stepText(step)}: done`, step.id ?? step.reason ?? '']),
      ...warnings.map((warning) => ['', peer, name, 'note', warning]),
      ...(error === undefined ? [] : [['!', peer, name, 'failed', error.message]]),
    ]);
  });
  const failed = outcomes.filter(hasFailed).length;
  const verdict =
    failed === 0
      ? `Applied: ${outcomes.length} ${outcomes.length === 1 ? 'peer is' : 'peers are'} as they should be.`
      : `${failed} of ${outcomes.length} peers failed; the others are as they should be. Run it again to go on.`;
  return `${stepTable(rows, view)}${verdict}`;
}
