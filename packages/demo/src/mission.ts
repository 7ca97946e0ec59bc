import { setTimeout as wait } from 'node:timers/promises';
import { table } from '@noctiluca/cli';
import { type ClientPeer, createClient } from '@noctiluca/client';
import { createResource, registerNodeProvider, registerProvider } from '@noctiluca/registry';
import { greetProviders, registerGreeting } from './generated/mission.js';

/** A peer of the local network, as `fluence local up --json` tells of it. */
export interface Peer {
  readonly name: string;
  readonly peerId: string;
  readonly multiaddrs: readonly string[];
  readonly http: string;
}

/** A worker of the deployment, as `fluence workers ls --json` tells of it. */
export interface Worker {
  readonly workerId: string;
  readonly hostId: string;
  /** What the host is called. */
  readonly peer: string;
}

const LABEL = 'greeters';
/** What the client calls its own. */
const CLIENT_SERVICE = 'demo-greeter';
const ACK = 2;
const ANSWER_MS = 10_000;
const DEPLOYED_MS = 60_000;
const POLL_MS = 50;

export const webSocketOf = ({ multiaddrs }: Peer): string =>
  multiaddrs.find((address) => address.includes('/ws'))!;

/** Resolves when the deployer of every peer is done. @throws Error with the state of a package that is not */
export async function untilDeployed(peers: readonly Peer[]): Promise<void> {
  const deadline = Date.now() + DEPLOYED_MS;
  for (const peer of peers) {
    let { settled, packages } = await deploymentOf(peer);
    while (!settled && Date.now() < deadline) {
      await wait(POLL_MS);
      ({ settled, packages } = await deploymentOf(peer));
    }
    const failed = packages.find(({ healthy }) => !healthy);
    if (!settled || failed)
      throw new Error(`System services of ${peer.name}: ${JSON.stringify(failed ?? packages)}`);
  }
}

interface Deployment {
  readonly settled: boolean;
  readonly packages: readonly { readonly name: string; readonly healthy: boolean }[];
}

async function deploymentOf({ http }: Peer): Promise<Deployment> {
  const { children } = (await (await fetch(`${http}/api/describe`)).json()) as {
    children: { name: string; details?: unknown }[];
  };
  const nothing: Deployment = { settled: false, packages: [] };
  return (
    (children.find(({ name }) => name === 'system-services')?.details as Deployment | undefined) ?? nothing
  );
}

/** A resource, a worker and a client as its providers, found from another peer and called. */
export async function showMission([first, , last]: readonly Peer[], worker: Worker): Promise<void> {
  const provider = await createClient(webSocketOf(first!));
  const seeker = await createClient(webSocketOf(last!));
  try {
    const resourceId = await provide(provider, first!, worker);
    process.stdout.write(`\nAsking ${last!.name} for providers of it, and greeting each:\n\n`);
    await greetAll(seeker, resourceId);
  } finally {
    await Promise.all([provider.disconnect(), seeker.disconnect()]);
  }
}

/** @returns id of the resource */
async function provide(client: ClientPeer, relay: Peer, { hostId, peer, workerId }: Worker): Promise<string> {
  registerGreeting(client, CLIENT_SERVICE, { greeting: (name) => `Hello ${name}, from a TypeScript client` });
  process.stdout.write(`\nA client of ${relay.name} creates the resource "${LABEL}" in the registry\n`);
  const [resourceId, errors] = await createResource(client, LABEL);
  if (resourceId === null) throw new Error(`The resource was not created: ${errors.join('; ')}`);
  process.stdout.write(`  resource ${resourceId}\n`);
  await registered(registerNodeProvider(client, hostId, resourceId, `worker on ${peer}`, workerId));
  process.stdout.write(`  provider: the worker on ${peer}, for which its host signs\n`);
  await registered(registerProvider(client, resourceId, 'the client itself', CLIENT_SERVICE));
  process.stdout.write(`  provider: the client itself, behind its relay\n`);
  return resourceId;
}

async function registered(registering: Promise<[boolean, string[]]>): Promise<void> {
  const [success, errors] = await registering;
  if (!success) throw new Error(`A provider was not registered: ${errors.join('; ')}`);
}

async function greetAll(client: ClientPeer, resourceId: string): Promise<void> {
  const before = performance.now();
  const [answers, errors] = await greetProviders(client, resourceId, ACK, 'Noctiluca', ANSWER_MS);
  const took = (performance.now() - before).toFixed(0);
  const rows = answers.map(({ value, peer_id, success, error, text }) => [
    value,
    peer_id,
    success ? text : error,
  ]);
  process.stdout.write(
    `${table(['provider', 'peer id', 'answer'], rows)}\n\n${answers.length} providers in ${took} ms\n`,
  );
  if (answers.length < 2 || answers.some(({ success }) => !success)) {
    throw new Error(`Not every provider answered: ${errors.join('; ')}`);
  }
}
