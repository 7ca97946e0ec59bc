import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ClientPeer, createClient } from '@fluencelabs/js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// js-client itself takes no stored key on Node.js 24.
import '../../packages/cli/templates/quickstart/src/node-24.js';
import { repository } from '../utils/command.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';
import { addAlias, addBlueprint, addModule, createService } from './generated/js-client/deploy.js';
import * as trust from './generated/js-client/trust.js';

/** On a machine that does other things meanwhile. */
const SLOWLY = { defaultTtlMs: 60_000 };

// The whole way: an unmodified js-client signs with its `sig`, the peer checks where each argument came from.
describe('trust-graph on a peer, through the Aqua API', () => {
  let network: TestNetwork;
  let node: string;
  let owner: ClientPeer;
  let user: ClientPeer;

  beforeAll(async () => {
    // with the owner as the creator of its service, not the host
    network = await makeNetwork(1, { settings: { system_services: { enable: [] } } });
    const [peer] = network.peers;
    node = peer!.peerId;
    const source = Uint8Array.from(
      Buffer.from(readFileSync(peer!.managementKeyFile, 'utf8').trim(), 'base64'),
    );
    owner = await createClient(webSocketOf(peer!), { ...SLOWLY, keyPair: { type: 'Ed25519', source } });
    user = await createClient(webSocketOf(peer!), SLOWLY);
    const wasm = readFileSync(path.join(repository, 'services/trust-graph/trust-graph.wasm'));
    const hash = (await addModule(owner, node, 'trust-graph', wasm.toString('base64'))).value;
    const blueprint = (await addBlueprint(owner, node, 'trust-graph', [hash])).value;
    const { value: id } = await createService(owner, node, blueprint);
    expect(await addAlias(owner, node, 'trust-graph', id)).toMatchObject({ success: true });
  });
  afterAll(async () => {
    await Promise.all([owner, user].map((client) => client?.disconnect()));
    await network?.stop();
  });

  const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

  it('the owner makes a root, which trusts a peer: it weighs half', async () => {
    const [root, peer] = [owner.getPeerId(), user.getPeerId()];
    expect(await trust.add_root_trust(owner, node, root, 5, inAnHour())).toBeNull();
    expect(await trust.weightOn(user, node, root)).toEqual([32, '']);
    expect(await trust.add_trust(owner, node, root, peer, inAnHour())).toBeNull();
    expect(await trust.weightOn(user, node, peer)).toEqual([16, '']);
    expect(await trust.weightFromOn(user, node, peer, root)).toEqual([16, '']);
    const [certificates] = await trust.certificatesOn(user, node, peer);
    expect(certificates.map(({ chain }) => chain.map(({ issued_for }) => issued_for))).toEqual([
      [root, peer],
    ]);
  });

  it('nobody else makes a root, signs for another, or adds what carries no weight', async () => {
    const [root, peer] = [owner.getPeerId(), user.getPeerId()];
    expect(await trust.add_root_trust(user, node, peer, 5, inAnHour())).toBe(
      'Root could add only by trust graph service owner',
    );
    const stranger = await createClient(webSocketOf(network.peers[0]!), SLOWLY);
    const [issued, error] = await trust.issue_trust(stranger, stranger.getPeerId(), peer, inAnHour());
    expect(error).toBeNull();
    expect(await trust.importOn(stranger, node, issued!, root)).toContain('Failed to verify signature');
    expect(await trust.importOn(stranger, node, issued!, stranger.getPeerId())).toContain('no weight');
    await stranger.disconnect();
  });

  it('a revocation ends the weight', async () => {
    const [root, peer] = [owner.getPeerId(), user.getPeerId()];
    expect(await trust.revoke(owner, node, root, peer)).toBeNull();
    expect(await trust.weightOn(user, node, peer)).toEqual([0, '']);
  });

  it('a peer without the certificate is no Fluence peer', async () => {
    expect(await trust.isFluencePeerOn(user, node)).toEqual([false, null]);
  });
});
