import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientPeer } from '@noctiluca/client';
import { createResource, registerProvider } from '@noctiluca/registry';
import { Fluence } from '@noctiluca/registry/fluence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { repository } from '../../utils/command.js';
import type { TestNetwork } from '../../utils/network.js';
import { bindingsOf } from './compiled-aqua.js';
import { registerProviderAPI } from './generated/callee.js';
import { call_everyone } from './generated/document-execute-on-providers.js';
import { send_everyone } from './generated/document-passing-data.js';
import { connect, makeRegistryNetwork } from './registry-network.js';
import { krasnodar, useNetwork } from './relays.js';

const folder = path.join(repository, 'test', 'e2e', 'registry', 'document');

/** What the example's build makes of its Aqua. */
async function compileExample(): Promise<void> {
  await mkdir(path.join(folder, 'generated'), { recursive: true });
  for (const name of ['export', 'provider_api'])
    await writeFile(
      path.join(folder, 'generated', `${name}.ts`),
      await bindingsOf(path.join(folder, `${name}.aqua`)),
    );
}

let network: TestNetwork;
beforeAll(async () => {
  await compileExample();
  network = await makeRegistryNetwork(5);
  useNetwork(network);
});
afterAll(() => network.stop());
afterEach(() => Fluence.stop());

/** Lines that an example prints, each as its arguments: its services go on when it has ended. */
let printed: unknown[][];
beforeEach(() => {
  printed = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((...line) => void printed.push(line));
  }
});
afterEach(() => vi.restoreAllMocks());

/** Runs an example to the end it makes with `process.exit`, which it survives here. @returns the exit code */
async function runExample(load: () => Promise<unknown>): Promise<unknown> {
  const ended = new Promise((resolve) => {
    vi.spyOn(process, 'exit').mockImplementation(((code: unknown) => resolve(code)) as never);
  });
  await load();
  return await ended;
}

/** A resource whose provider is the client that an example has started. */
async function resourceOf(owner: ClientPeer, value: string, serviceId: string): Promise<string> {
  const [resourceId, errors] = await createResource(owner, value);
  expect([resourceId, errors]).toEqual([expect.any(String), []]);
  expect(await registerProvider(resourceId!, value, serviceId)).toEqual([true, expect.anything()]);
  return resourceId!;
}

describe("the documentation's examples", () => {
  it('registers a node and a client, and sees two records', async () => {
    expect([await runExample(() => import('./document/register.js')), printed]).toEqual([
      0,
      expect.anything(),
    ]);
    const { peerId, relayPeerId } = Fluence.getStatus();
    expect(relayPeerId).toBe(krasnodar[1].peerId);
    const [, providers] = printed.find(([text]) => text === 'resource providers:')!;
    const record = { set_by: peerId, value: 'myValue', service_id: ['identity'], key_id: expect.any(String) };
    expect(providers).toHaveLength(2);
    expect(providers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...record, peer_id: krasnodar[4].peerId, relay_id: [] }),
        expect.objectContaining({ ...record, peer_id: peerId, relay_id: [relayPeerId] }),
      ]),
    );
  });

  it('handles calls that `send_everyone` sends to the providers', async () => {
    expect(await runExample(() => import('./document/handle-calls.js'))).toBe(0);
    const sender = await connect(network.peers[0]!);
    const resourceId = await resourceOf(sender, 'events', 'api');
    await send_everyone(sender, resourceId, 2, { value: 'hello' });
    await vi.waitFor(() => expect(printed).toContainEqual(['event received!', { value: 'hello' }]), 20_000);
    await sender.disconnect();
  });

  it('calls a function of every provider with `executeOnProviders`', async () => {
    const received: string[] = [];
    await Fluence.start({ connectTo: krasnodar[3] });
    registerProviderAPI('callee', { do_smth: (value) => void received.push(value) });
    const caller = await connect(network.peers[0]!);
    const resourceId = await resourceOf(caller, 'callees', 'callee');
    await call_everyone(caller, resourceId, 2);
    await vi.waitFor(() => expect(received).toEqual(['callees']), 20_000);
    await caller.disconnect();
  });
});
