import { existsSync } from 'node:fs';
import { whyNoAnvil } from '@noctiluca/chain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type DealNetwork, dealNetwork } from '../utils/deal-network.js';

const noAnvil = whyNoAnvil();
const TWO = 'deployments: { d: { spells: [tick], targetWorkers: 2 } }';

/** As CLI 0.16.3 writes them (test/upstream-cli). */
const WORKERS_YAML = `# A result of app deployment. This file is created automatically after successful deployment using \`fluence workers deploy\` command

version: 1
deals:
  local:
    d:
      definition: CID
      timestamp: TIME
      dealIdOriginal: "ORIGINAL"
      dealId: ID
      chainNetworkId: 31337
      matched: true
`;
const DEALS_AQUA = `aqua Deals declares *

data D:
    chainNetworkId: u64
    dealId: string
    dealIdOriginal: string
    definition: string
    matched: bool
    timestamp: string

data Deals:
    d: ?D

func get() -> Deals:
    <- Deals(
        d=?[D(
            definition="CID",
            timestamp="TIME",
            dealIdOriginal="ORIGINAL",
            dealId="ID",
            chainNetworkId=31337,
            matched=true
        )]
    )
`;

describe.skipIf(noAnvil)(`fluence deploy with a chain ${noAnvil ?? ''}`, () => {
  let network: DealNetwork;
  beforeEach(async () => {
    network = await dealNetwork();
  });
  const height = () => network.chain.rpc.call('eth_blockNumber');
  const appOf = async (dealId: string) => {
    const { stdout } = await network.run('deal', 'info', '--deal-ids', dealId, '--json');
    return JSON.parse(stdout).deals[0];
  };
  const yaml = () => network.folder.read('.fluence/workers.yaml');

  it('makes a deal, matches it, waits for its workers, and tells in upstream’s lines', async () => {
    network.project(TWO);
    const { stdout, stderr, exitCode } = await network.run('deploy');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^\nd info:\nDealID: "0x[0-9a-fA-F]{40}"\nStatus: ACTIVE\nBalance: [\d.]+ USDC\nPrice per worker per epoch: 0.33 USDC\nPayment token: 0x\w+\nMin workers: 2\nTarget workers: 2\nCurrent compute units: 2\n(\nCompute unit: 0x\w+\nProvider: 0x\w+\nWorker Id: 0x[0-9a-f]{64}\nPeer Id Hex: 0x\w+\nPeer Id base58: 12D3KooW\w+\n){2}\n\nUse fluence deal info command to get info about your deals\nUse fluence deal deposit command to top up your deals\nUse fluence deal --help to see all the commands related to deals\n$/,
    );
    const lines = stderr.split('\n').map((line) => line.replace(/^ *\d+\.\d\d s {2}d: /, ''));
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^uploaded its definition baf/),
      expect.stringMatching(/^deal created. Deal id: 0x/),
      expect.stringMatching(/^2 workers joined the deal 0x/),
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^worker 12D3\w+ of nox-1 is registered$/));
    expect(lines).toContain('worker on nox-0 is installed');
    expect(lines.at(-2)).toBe('deal is ACTIVE');
  });

  it('writes what upstream writes, byte for byte', async () => {
    network.project(TWO);
    const { told } = await network.deploy();
    const { dealId } = told.deals[0]!;
    const bytes = (text: string) =>
      text
        .replaceAll(dealId!, 'ORIGINAL')
        .replaceAll(dealId!.slice(2).toLowerCase(), 'ID')
        .replace(/baf\w+/, 'CID')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'TIME');
    expect(bytes(yaml()).replace('dealId: "ID"', 'dealId: ID')).toBe(WORKERS_YAML);
    expect(bytes(network.folder.read('.fluence/aqua/deals.aqua'))).toBe(DEALS_AQUA);
  });

  it('leaves what else a file of upstream’s says', async () => {
    const head = '# yaml-language-server: $schema=schemas/workers.json\n\n# mine\n\nversion: 1\n';
    network.folder.write('.fluence/workers.yaml', head);
    network.project(TWO);
    await network.deploy();
    expect(yaml().startsWith(head)).toBe(true);
    expect(yaml()).toMatch(/\ndeals:\n {2}local:\n {4}d:\n {6}definition: baf\w+\n/);
    await network.json('deal', 'stop', 'd');
    network.project('deployments: { e: { spells: [tock], targetWorkers: 1 } }');
    await network.deploy('--prune', '--timeout', '0');
    expect(yaml()).toMatch(/# mine\n\nversion: 1\n\n?deals:\n {2}local:\n {4}e:\n/);
  });

  it('does nothing when nothing changed, and says so', async () => {
    network.project(TWO);
    await network.deploy();
    const [before, files, written] = [await height(), network.files.length, yaml()];
    const { stderr, exitCode } = await network.run('deploy', '--update');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^ *[\d.]+ s {2}d: nothing changed: the deal 0x\w+ is ACTIVE\n$/);
    expect([await height(), network.files.length, yaml()]).toEqual([before, files, written]);
  });

  it('gives the deal a changed definition, and waits for it', async () => {
    network.project(TWO);
    const { told: first } = await network.deploy();
    network.script('tick', 'second');
    const planned = await network.deploy('--dry-run');
    expect(planned.told.deals[0]).toMatchObject({ dealId: first.deals[0]!.dealId, actions: ['update'] });
    const { told } = await network.deploy();
    expect(told.deals[0]).toMatchObject({ dealId: first.deals[0]!.dealId, actions: ['update'] });
    expect(told.workers.map(({ peer, error }) => [peer, error])).toEqual([
      ['nox-0', undefined],
      ['nox-1', undefined],
    ]);
    // As upstream: in its place, and without `matched`.
    expect(yaml()).toMatch(
      / {4}d:\n {6}definition: .*\n {6}timestamp: .*\n {6}dealIdOriginal: .*\n {6}dealId: .*\n {6}chainNetworkId: 31337\n$/,
    );
    expect((await network.deploy()).told.deals[0]!.actions).toEqual([]);
  });

  it('tells with --dry-run what would be made, and makes nothing', async () => {
    network.project(TWO);
    const before = await height();
    const { stdout } = await network.run('deploy', '--dry-run');
    expect(stdout).toMatch(/d +new +created\nd +new +matched with workers\n/);
    expect(await height()).toBe(before);
    expect(network.files).toEqual([]);
    expect(existsSync(network.folder.at('.fluence/workers.yaml'))).toBe(false);
  });

  it('keeps a clock that counts from the deployment', async () => {
    network.folder.write(
      'tick/spell.yaml',
      'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: { periodSec: 60, endDelaySec: 1800 }\n',
    );
    network.project(TWO);
    await network.deploy('--timeout', '0');
    const madeMs = Date.parse(/timestamp: (\S+)/.exec(yaml())![1]!);
    // Of another second the clock would be another.
    await expect.poll(() => Date.now(), { timeout: 3000 }).toBeGreaterThanOrEqual(madeMs + 1000);
    expect((await network.deploy('--dry-run')).told.deals[0]!.actions).toEqual([]);
  });

  it('says which worker is not registered, and completes it later', async () => {
    network.peers[1].isIdle = true;
    network.project(TWO);
    const { told, exitCode, stdout } = await network.deploy('--timeout', '1');
    expect(exitCode).toBe(1);
    expect(told.workers.find(({ peer }) => peer === 'nox-1')!.error).toMatch(
      /^not registered: after 1 s the chain knows no worker of this peer for the deal 0x\w+\n.* a line of the log$/,
    );
    expect(told.deals[0]).toMatchObject({ info: { status: 'NOT_ENOUGH_WORKERS' } });
    expect(stdout).not.toContain('Use fluence');
    network.peers[1].isIdle = false;
    const { told: again } = await network.deploy();
    expect(again.error).toBeUndefined();
    expect(again.deals[0]).toMatchObject({ dealId: told.deals[0]!.dealId, actions: [] });
    expect(again.workers.every(({ error }) => error === undefined)).toBe(true);
  });

  it('says what an installation left out', async () => {
    network.peers[0].broken = 'tick';
    network.project(TWO);
    const { told } = await network.deploy('--timeout', '4');
    expect(told.workers.find(({ peer }) => peer === 'nox-0')!.error).toMatch(
      /^not installed: the worker spell .*still to do: spell tick \(install\)/,
    );
    expect(told.workers.find(({ peer }) => peer === 'nox-1')!.error).toBeUndefined();
  });

  it('keeps a deal that cannot be matched, and matches it when peers are there', async () => {
    network.project(
      'deployments: { d: { spells: [tick], targetWorkers: 3 }, e: { spells: [tock], targetWorkers: 1 } }',
    );
    const { told, exitCode } = await network.deploy();
    expect(exitCode).toBe(1);
    const [d, e] = told.deals;
    expect(d).toMatchObject({ actions: ['create', 'match'], dealId: expect.stringMatching(/^0x/) });
    expect(d!.error).toContain('wants 3 workers at least, and 2 peers can be matched');
    expect(e).toMatchObject({ info: { status: 'ACTIVE' } });
    expect((await network.deploy('d', '--dry-run')).told.deals[0]!.dealId).toBe(d!.dealId);
    expect((await appOf(d!.dealId!)).status).toBe('NOT_ENOUGH_WORKERS');
  });

  it('takes fewer workers than upstream’s three where the file does not say how many', async () => {
    network.project('deployments: { d: { spells: [tick] } }');
    const { told, exitCode } = await network.deploy();
    expect(exitCode).toBe(0);
    expect(told.deals[0]!.info).toMatchObject({ status: 'ACTIVE', targetWorkers: 3, minWorkers: 2 });
    const again = await network.deploy();
    expect(again.told.deals[0]!.notes).toEqual([expect.stringMatching(/^2 of 3 workers/)]);
  });

  it('makes another deal in the place of one that has ended', async () => {
    network.project(TWO);
    const { told: first } = await network.deploy();
    await network.json('deal', 'stop', 'd');
    const { told } = await network.deploy('--timeout', '0');
    expect(told.deals[0]).toMatchObject({
      actions: ['create', 'match'],
      notes: [expect.stringContaining(`${first.deals[0]!.dealId} has ended`)],
    });
    expect(told.deals[0]!.dealId).not.toBe(first.deals[0]!.dealId);
  });

  it('tells of deals that fluence.yaml has no more, and stops them with --prune', async () => {
    network.project(TWO);
    const { told: first } = await network.deploy();
    network.project('deployments: { e: { spells: [tock], targetWorkers: 1 } }');
    const { told } = await network.deploy('--timeout', '0');
    expect(told.deals[1]).toMatchObject({ name: 'd', actions: ['leave'] });
    const { stdout } = await network.run('deploy');
    expect(stdout).toContain(`The deal ${first.deals[0]!.dealId} of d is left`);
    await network.deploy('--prune');
    expect((await appOf(first.deals[0]!.dealId!)).status).toBe('ENDED');
    expect(yaml()).not.toContain('    d:\n');
  });

  it('matches a deal that lacks workers, with all else as it was', async () => {
    network.project(TWO);
    const { told: first } = await network.deploy();
    const { computeUnits } = await appOf(first.deals[0]!.dealId!);
    const units = computeUnits.map(({ id }: { id: string }) => id);
    await network.json('deal', 'workers-remove', units.join(','));
    expect((await network.deploy('--dry-run')).told.deals[0]!.actions).toEqual(['match']);
    const { told, exitCode } = await network.deploy();
    expect(exitCode).toBe(0);
    expect(told.deals[0]).toMatchObject({
      ...{ dealId: first.deals[0]!.dealId, actions: ['match'], info: { status: 'ACTIVE' } },
    });
  });

  it('says of a deal without money what it wants, and goes on with it', async () => {
    network.project('deployments: { d: { spells: [tick], targetWorkers: 2, initialBalance: "1.32" } }');
    const { told: first } = await network.deploy();
    const { dealId } = first.deals[0]!;
    const { computeUnits } = await appOf(dealId!);
    await network.chain.advance(60);
    expect((await network.deploy()).told.deals[0]).toMatchObject({
      ...{ actions: [], error: expect.stringMatching(/^The deal is INSUFFICIENT_FUNDS: .*deal deposit/) },
    });
    await network.json('deal', 'workers-remove', computeUnits.map(({ id }: { id: string }) => id).join(','));
    const { told } = await network.deploy();
    expect(told.deals[0]).toMatchObject({ actions: [], error: expect.stringContaining('deal deposit') });
    await network.json('deal', 'deposit', '100', '--deal-ids', dealId!);
    const { told: last } = await network.deploy();
    expect(last.deals[0]).toMatchObject({ dealId, actions: ['match'], info: { status: 'ACTIVE' } });
  });

  it('has workers that go with their deal alone', async () => {
    network.project(TWO);
    await network.deploy();
    const { stdout, exitCode } = await network.run('workers', 'remove', 'd');
    expect(stdout).toContain(
      'failed: its peer made it for a deal, with which it goes: "fluence deal stop d"',
    );
    expect(exitCode).toBe(1);
    expect(yaml()).toContain('    d:\n');
  });

  it('tells what of a deal that is made cannot be changed any more', async () => {
    network.project(TWO);
    await network.deploy();
    network.project('deployments: { d: { spells: [tick], targetWorkers: 1, pricePerWorkerEpoch: "0.4" } }');
    const { told } = await network.deploy('--dry-run');
    expect(told.deals[0]!.notes).toEqual([
      expect.stringMatching(
        /targetWorkers is 2, not 1, minWorkers is 2, not 1, pricePerWorkerEpoch is 0.33 USDC, not 0.4 USDC/,
      ),
    ]);
  });

  it('refuses what cannot be before anything is sent', async () => {
    const before = await height();
    network.project('deployments: { d: { spells: [tick], targetWorkers: 2, whitelist: ["0x12"] } }');
    expect((await network.deploy()).told.error).toMatchObject({ code: 'BAD_ARGUMENT' });
    expect(await height()).toBe(before);
  });
});
