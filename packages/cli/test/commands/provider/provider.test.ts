import { whyNoAnvil } from '@noctiluca/chain';
import { LOCAL_ACCOUNTS } from '@noctiluca/local-network/control';
import { describe, expect, it } from 'vitest';
import { chainProject, makeDeal, provide } from '../../utils/chain-project.js';

const noAnvil = whyNoAnvil();

const PROVIDER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const HASH = /0x[0-9a-f]{64}/g;
const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;

describe.skipIf(noAnvil)(`a provider ${noAnvil ?? ''}`, () => {
  it('registers once, and then updates', async () => {
    const { run } = await chainProject();
    expect((await run('provider', 'update', '--json')).stdout).toContain('not registered yet');
    const { stdout, stderr, exitCode } = await run('provider', 'register');
    expect(stderr).toBe(
      `\nProvider successfully registered!\n\nProvider name: defaultProvider\n\nProvider address: ${PROVIDER}\n\n`,
    );
    expect([stdout, exitCode]).toEqual(['', 0]);
    const again = await run('provider', 'register');
    expect(again.stderr).toContain(
      "Provider is already registered with name: defaultProvider. If you want to update the provider info, use 'fluence provider update' command",
    );
    expect(again.exitCode).toBe(1);
    expect((await run('provider', 'update')).stderr).toContain('Provider successfully updated!');
  });

  it('offers its peers only when it is registered, and each once', async () => {
    const project = await chainProject();
    const early = await project.run('provider', 'offer-create', '--offers', 'all');
    expect(early.stderr).toContain('You have to register as a provider first');
    await project.run('provider', 'register');
    const { stderr, exitCode } = await project.run('provider', 'offer-create', '--offers', 'all');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Offers defaultOffer successfully created!\nGot offers info from chain:\n');
    expect(stderr).toContain(`Provider ID: "${PROVIDER.toLowerCase()}"\n`);
    expect(stderr).toContain('Price Per Epoch: 0.33 USDC\n');
    expect(stderr).toMatch(/Total compute units: 4\nFree compute units: 4\n/);
    const again = await project.run('provider', 'offer-create', '--offers', 'all', '--json');
    expect(errorOf(again.stdout)).toMatchObject({
      code: 'BAD_ARGUMENT',
      message: expect.stringContaining('offer-update'),
    });
  });

  it('writes ids of offers where upstream does, and finds offers without them', async () => {
    const project = await chainProject();
    await provide(project);
    type Offers = { offers: { offerId: string; peers: unknown[]; effectors: string[] }[] };
    const { offers } = await project.json<Offers>('provider', 'offer-info');
    expect(offers[0]).toMatchObject({ peers: [{}, {}], effectors: [expect.stringMatching(/^bafkreids22/)] });
    expect(project.folder.read('.fluence/provider-artifacts.yaml')).toContain(offers[0]!.offerId);
    project.folder.write('.fluence/provider-artifacts.yaml', 'version: 1\noffers: {}\n');
    expect(await project.json('provider', 'oi', '--offers', 'defaultOffer')).toEqual({ offers });
    expect(await project.json('provider', 'oi', '--offer-ids', offers[0]!.offerId)).toMatchObject({
      offers: [{ name: '#0', offerId: offers[0]!.offerId }],
    });
    const ofGoneChain = `version: 1\noffers: { local: { defaultOffer: { id: "0x${'1'.repeat(64)}" } } }\n`;
    project.folder.write('.fluence/provider-artifacts.yaml', ofGoneChain);
    expect(await project.json('provider', 'offer-info')).toEqual({ offers });
    expect((await project.run('provider', 'offer-update')).stderr).toBe(
      'No changes found for selected offers\n',
    );
  });

  it('makes of an offer what provider.yaml says', async () => {
    const project = await chainProject();
    await project.json('provider', 'register');
    await project.json('provider', 'offer-create');
    expect((await project.run('provider', 'offer-update')).stderr).toBe(
      'No changes found for selected offers\n',
    );
    const text = project.folder.read('provider.yaml');
    const changed = text
      .replace('"0.33"', '"0.5"')
      .replace('nox-0: { computeUnits: 2 }', 'nox-0: { computeUnits: 3 }')
      .replace('[nox-0, nox-1]', '[nox-0]')
      .replace(/effectors: .*/, 'effectors: []');
    project.folder.write('provider.yaml', changed);
    const { stderr, exitCode } = await project.run('provider', 'offer-update', '--offers', 'all');
    expect(exitCode).toBe(0);
    for (const line of [
      'Removing peer',
      'Removing effectors:',
      'Adding compute units to peer',
      'from 0.33 USDC to 0.5 USDC',
    ])
      expect(stderr).toContain(line);
    expect(await project.json('provider', 'offer-info')).toMatchObject({
      offers: [{ pricePerEpoch: '0.5 USDC', totalComputeUnits: 3, effectors: [], peers: [{}] }],
    });
    project.folder.write('provider.yaml', text);
    await project.json('provider', 'ou');
    expect(await project.json('provider', 'offer-info')).toMatchObject({
      offers: [{ pricePerEpoch: '0.33 USDC', totalComputeUnits: 4, peers: [{}, {}] }],
    });
  });

  it('commits capacity, pays the collateral, and takes back what nobody has paid for', async () => {
    const project = await chainProject();
    await project.json('provider', 'register');
    const early = await project.run('provider', 'cc-create', '--nox-names', 'all');
    expect(early.stderr).toContain("'fluence provider offer-create'");
    await project.json('provider', 'offer-create');
    const created = await project.run('provider', 'cc-create', '--nox-names', 'all');
    expect(created.stderr).toContain('Capacity Commitments were registered with ids:\n0x');
    expect(created.stderr).toMatch(
      /Nox: nox-0\nPeerId: 12D3\w+\nCapacity commitment ID: .*\nStatus: WaitDelegation\n/,
    );
    expect(created.stderr).toContain(
      'Reward delegator rate: 7%\nDelegator: Anyone can activate capacity commitment\n',
    );
    expect((await project.run('provider', 'cc-remove', '--nox-names', 'nox-1')).stderr).toContain(
      'Removed commitments:',
    );
    const { stderr } = await project.run('provider', 'cc-activate', '--nox-names', 'nox-0');
    expect(stderr).toContain('1 capacity commitments have been successfully activated by adding collateral!');
    expect(stderr).toContain('Deposited 0.2 FLT collateral in total');
    expect(await project.json('provider', 'cc-info', '--nox-names', 'nox-0')).toMatchObject({
      commitments: [{ nox: 'nox-0', status: 'Active', totalUnits: 2, collateralPerUnit: '0.1 FLT' }],
    });
    const again = await project.run('provider', 'ca', '--nox-names', 'nox-0');
    expect(again.stderr).toContain("No capacity commitments in the 'WaitDelegation' status found");
    const late = await project.run('provider', 'cc-collateral-withdraw', '--nox-names', 'nox-0');
    expect(late.stderr).toContain("No commitments with 'Inactive' or 'Failed' status found");
  });

  it('gets its collateral back when a commitment is over', async () => {
    const project = await chainProject();
    await provide(project);
    await project.chain.advance(101 * 86_400);
    type Infos = { commitments: { commitmentId: string; status: string }[] };
    const { commitments } = await project.json<Infos>('provider', 'cc-info');
    expect(commitments.map(({ status }) => status)).toEqual(['Inactive', 'Inactive']);
    const [first, second] = commitments.map(({ commitmentId }) => commitmentId);
    expect((await project.run('provider', 'ccw', '--nox-names', 'nox-0', '--max-cus', '1')).stderr).toContain(
      `Collateral withdrawn for:\nNox: nox-0\n`,
    );
    expect(await project.json('delegator', 'collateral-withdraw', second!)).toEqual({ withdrawn: [second] });
    const gone = await project.json<Infos>('provider', 'cc-info', '--cc-ids', first!);
    expect(gone.commitments[0]).toMatchObject({ exitedUnitCount: 2 });
  });

  it('pays for its peers, and takes the rest back', async () => {
    const project = await chainProject();
    const { stderr } = await project.run(
      'provider',
      'tokens-distribute',
      '--amount',
      '10',
      '--nox-names',
      'nox-0',
    );
    expect(stderr.replace(HASH, 'H')).toBe('Successfully distributed 10.0 FLT to nox-0 with tx hash: H\n');
    const back = await project.run('provider', 'tokens-withdraw', '--amount', 'max', '--nox-names', 'nox-0');
    expect(back.stderr).toMatch(/^Successfully withdrawn 9\.999\d+ FLT from nox-0 with tx hash: 0x/);
    const none = await project.run('provider', 'tw', '--amount', 'max', '--nox-names', 'nox-0', '--json');
    expect(errorOf(none.stdout).code).toBe('BAD_ARGUMENT');
  });

  it('lists its deals, and leaves them', async () => {
    const project = await chainProject();
    await provide(project);
    expect((await project.run('provider', 'deal-list')).stdout).toBe('\n');
    const deal = await makeDeal(project);
    await project.json('deal', 'workers-add', '--deal-ids', deal);
    expect((await project.run('provider', 'deal-list')).stdout).toBe(`${deal.toLowerCase()}\n`);
    type Info = { deals: { computeUnits: { id: string }[] }[] };
    const { deals } = await project.json<Info>('deal', 'info', '--deal-ids', deal);
    const reward = await project.run('provider', 'dri', deal, deals[0]!.computeUnits[0]!.id);
    expect(reward.stdout).toBe('Deal reward amount: 0.0 USDC\n');
    expect((await project.run('provider', 'drw', '--deal-ids', deal)).stderr).toBe(
      `Reward 0.0 USDC was withdrawn from the deal: ${deal}\n`,
    );
    expect(
      (await project.json<{ unitIds: string[] }>('provider', 'deal-exit', '--all')).unitIds,
    ).toHaveLength(2);
    expect(await project.json('deal', 'info', '--deal-ids', deal)).toMatchObject({
      deals: [{ computeUnits: [] }],
    });
  });

  it('has others pay its collateral, and earns nothing by capacity', async () => {
    const project = await chainProject();
    await project.json('provider', 'register');
    await project.json('provider', 'offer-create');
    type Infos = { commitments: { commitmentId: string }[] };
    const { commitments } = await project.json<Infos>('provider', 'cc-create');
    const ids = commitments.map(({ commitmentId }) => commitmentId);
    const [, key] = [...LOCAL_ACCOUNTS].map(({ privateKey }) => privateKey);
    const paid = await project.run('delegator', 'collateral-add', ids.join(','), '--priv-key', key!);
    expect(paid.stderr).toContain(
      '2 capacity commitments have been successfully activated by adding collateral!',
    );
    expect(paid.stderr).toContain(`Capacity commitment successfully activated!\nCommitmentId: ${ids[0]}\n`);
    expect(await project.json('provider', 'crw', '--nox-names', 'nox-0,nox-0')).toEqual({
      withdrawn: [ids[0]],
    });
    expect((await project.run('delegator', 'ca', '--json')).stdout).toContain('No commitment is named');
  });

  it('may send proofs, which change nothing', async () => {
    const project = await chainProject();
    await provide(project);
    await project.json('provider', 'tokens-distribute', '--amount', '1');
    expect(await project.json('chain', 'proof')).toEqual({
      proven: [
        { nox: 'nox-0', proofs: 2 },
        { nox: 'nox-1', proofs: 2 },
      ],
    });
  });
});
