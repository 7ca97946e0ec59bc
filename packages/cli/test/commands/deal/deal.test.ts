import { whyNoAnvil } from '@noctiluca/chain';
import { describe, expect, it } from 'vitest';
import { APP, chainProject, makeDeal, NEXT_APP, provide } from '../../utils/chain-project.js';

const noAnvil = whyNoAnvil();

const STRANGER_KEY = '0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6';
const TERMS =
  `--app-cid ${APP} --min-workers 1 --target-workers 2 --max-workers-per-provider 2 --price-per-worker-epoch 0.33`.split(
    ' ',
  );
const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;

interface Infos {
  readonly deals: { status: string; balance: string; computeUnits: { id: string }[] }[];
}

describe.skipIf(noAnvil)(`a deal ${noAnvil ?? ''}`, () => {
  it("is told of in upstream's lines", async () => {
    const project = await chainProject();
    await provide(project);
    const words = `deal create --app-cid ${APP} --collateral-per-worker 0 --min-workers 1 --target-workers 2 --max-workers-per-provider 2 --price-per-worker-epoch 0.33`;
    const { stderr } = await project.run(...words.split(' '));
    const [, id] = /^Deal contract created: (0x[0-9a-fA-F]{40})\n$/.exec(stderr) ?? [];
    expect((await project.run('deal', 'info', '--deal-ids', id!)).stdout).toBe(
      [
        `\n${id} info:`,
        `DealID: "${id}"`,
        'Status: NOT_ENOUGH_WORKERS',
        // A day: 5760 epochs of two workers.
        'Balance: 3801.6 USDC',
        'Price per worker per epoch: 0.33 USDC',
        'Payment token: 0x5FbDB2315678afecb367f032d93F642f64180aa3',
        ...['Min workers: 1', 'Target workers: 2', 'Current compute units: 0', 'No compute units\n'],
      ].join('\n'),
    );
    const added = await project.run('deal', 'workers-add', '--deal-ids', id!);
    expect(added.stderr).toBe(`2 workers joined the deal ${id}\n`);
    const { stdout } = await project.run('deal', 'info', '--deal-ids', id!);
    expect(stdout).toMatch(
      /Current compute units: 2\n\nCompute unit: 0x[0-9a-f]{64}\nProvider: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\nWorker Id: None\nPeer Id Hex: 0x[0-9a-f]{64}\nPeer Id base58: 12D3KooW\w+\n/,
    );
    const full = await project.run('deal', 'workers-add', '--deal-ids', id!);
    expect([full.stderr, full.exitCode]).toEqual([expect.stringContaining('No matched offers for deal'), 1]);
  });

  it('goes by the name of its deployment', async () => {
    const project = await chainProject();
    const none = await project.run('deal', 'info', '--json');
    expect(errorOf(none.stdout).code).toBe('WORKER_UNKNOWN');
    const ids = [await makeDeal(project), await makeDeal(project)];
    const record = (name: string, id: string) =>
      `    ${name}: { definition: ${APP}, timestamp: "2026-11-30T00:00:00.000Z", dealIdOriginal: "${id}", dealId: "${id.slice(2).toLowerCase()}", chainNetworkId: 31337, matched: true }\n`;
    const head = 'version: 1\ndeals:\n  local:\n';
    project.folder.write('.fluence/workers.yaml', head + record('one', ids[0]!));
    expect((await project.run('deal', 'info')).stdout).toContain(`\none info:\nDealID: "${ids[0]}"\n`);
    project.folder.write('.fluence/workers.yaml', head + record('one', ids[0]!) + record('two', ids[1]!));
    expect(errorOf((await project.run('deal', 'info', '--json')).stdout).message).toContain('one, two');
    expect((await project.json<Infos>('deal', 'info', 'one,two')).deals).toHaveLength(2);
    expect(errorOf((await project.run('deal', 'stop', 'three', '--json')).stdout).code).toBe(
      'WORKER_UNKNOWN',
    );
  });

  it('takes money, gives what is over back, and ends', async () => {
    const project = await chainProject();
    const deal = await makeDeal(project, '--initial-balance', '2');
    const balance = async () =>
      (await project.json<Infos>('deal', 'info', '--deal-ids', deal)).deals[0]!.balance;
    expect(await balance()).toBe('2.0 USDC');
    const { stdout } = await project.run('deal', 'deposit', '1.5', '--deal-ids', deal);
    expect(stdout).toBe(`1.5 USDC tokens were deposited to the deal ${deal}\n`);
    expect(await balance()).toBe('3.5 USDC');
    const { stderr } = await project.run('deal', 'withdraw', '1', '--deal-ids', deal);
    expect(stderr).toBe(`1.0 USDC tokens were withdrawn from the deal ${deal}\n`);
    const most = await project.run('deal', 'withdraw', '2.4', '--deal-ids', deal, '--json');
    expect(errorOf(most.stdout)).toMatchObject({
      code: 'CHAIN_REFUSED',
      message: expect.stringContaining('Free balance needs to cover minDealDepositedEpochs'),
    });
    expect(await balance()).toBe('2.5 USDC');
    expect((await project.run('deal', 'stop', '--deal-ids', deal)).stderr).toBe(`Stopped deal: ${deal}\n`);
    const { deals } = await project.json<Infos>('deal', 'info', '--deal-ids', deal);
    expect(deals[0]!.status).toBe('ENDED');
    expect((await project.run('deal', 'stop', '--deal-ids', deal)).stderr).toContain('Deal is not active');
  });

  it('gets another app, and gives units up', async () => {
    const project = await chainProject();
    await provide(project);
    const deal = await makeDeal(project);
    await project.json('deal', 'wa', '--deal-ids', deal);
    expect(await project.json('deal', 'change-app', deal, NEXT_APP)).toEqual({
      dealId: deal,
      appCid: NEXT_APP,
    });
    const { deals } = await project.json<Infos>('deal', 'info', '--deal-ids', deal);
    const unit = deals[0]!.computeUnits[0]!.id;
    const { stdout } = await project.run('deal', 'workers-remove', unit);
    expect(stdout).toBe(`Unit ${unit} was removed from the deal\n`);
    expect(
      (await project.json<Infos>('deal', 'info', '--deal-ids', deal)).deals[0]!.computeUnits,
    ).toHaveLength(1);
  });

  it('is its owner’s alone', async () => {
    const project = await chainProject();
    const deal = await makeDeal(project);
    const { stderr, exitCode } = await project.run(
      'deal',
      'stop',
      '--deal-ids',
      deal,
      '--priv-key',
      STRANGER_KEY,
    );
    expect([stderr, exitCode]).toEqual([expect.stringContaining('Ownable: caller is not the owner'), 1]);
  });

  it.each([
    [['deal', 'deposit'], 'BAD_ARGUMENT'],
    [['deal', 'deposit', 'much', '--deal-ids', `0x${'1'.repeat(40)}`], 'BAD_ARGUMENT'],
    [['deal', 'info', '--deal-ids', '0x12'], 'BAD_ARGUMENT'],
    [['deal', 'info', 'one', '--deal-ids', `0x${'1'.repeat(40)}`], 'BAD_ARGUMENT'],
    [['deal', 'info', '--deal-ids', `0x${'1'.repeat(40)}`], 'WORKER_UNKNOWN'],
    [['deal', 'change-app', `0x${'1'.repeat(40)}`, 'no-cid'], 'BAD_ARGUMENT'],
    [['deal', 'workers-remove', '0x12'], 'BAD_ARGUMENT'],
    [['deal', 'create', ...TERMS, '--whitelist', '0x12'], 'BAD_ARGUMENT'],
    [['deal', 'create', ...TERMS, '--initial-balance', '1'], 'BAD_ARGUMENT'],
    [['provider', 'cc-info', '--cc-ids', '0x12'], 'BAD_ARGUMENT'],
    [['provider', 'register', '--priv-key', '0x12'], 'BAD_ARGUMENT'],
    [['provider', 'cc-create', '--nox-names', 'nox-9'], 'PEER_UNKNOWN'],
    [['provider', 'register', '--env', 'custom'], 'NO_CHAIN'],
  ])('%j is refused before anything is sent', async (argv, code) => {
    const project = await chainProject();
    const before = await project.chain.rpc.call('eth_blockNumber');
    const { stdout, exitCode } = await project.run(...argv, '--json');
    expect([errorOf(stdout).code, exitCode]).toEqual([code, 1]);
    expect(await project.chain.rpc.call('eth_blockNumber')).toBe(before);
  });
});
