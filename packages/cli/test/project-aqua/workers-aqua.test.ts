import path from 'node:path';
import { compileFromPath, compileFromString } from '@fluencelabs/aqua-api';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { readWorkers } from '../../src/project/workers-yaml.js';
import { dealsAqua, hostsAqua, workersAqua } from '../../src/project-aqua/workers-aqua.js';

const HOST = {
  definition: 'bafkreicoc',
  installation_spells: [
    { host_id: '12D3KooWBM3', spell_id: '9dbe4003', worker_id: '12D3KooWLBQ' },
    { host_id: '12D3KooWQ', spell_id: '9dbe4004', worker_id: '12D3KooWL' },
  ],
  timestamp: '2023-07-07T11:39:57.610Z',
  relayId: '12D3KooWPis',
  dummyDealId: 'my-worker_2b_12D_123',
};
const DEAL = {
  definition: 'bafkreig',
  timestamp: '2023-07-07T11:23:52.353Z',
  dealId: '799c',
  dealIdOriginal: '0x799C',
  chainNetworkId: 31_337,
};

// Written by the real CLI 0.16.3 (`fluence default env custom`) for the same workers.yaml and fluence.yaml.
const HOSTS_AQUA = `aqua Hosts declares *

data SpellLocation:
    hostId: string
    spellId: string
    workerId: string

data Host:
    definition: string
    dummyDealId: string
    installationSpells: []SpellLocation
    relayId: string
    timestamp: string

data Hosts:
    myWorker2B: ?Host
    wOne: ?Host

func get() -> Hosts:
    <- Hosts(
        wOne=nil,
        myWorker2B=?[Host(
            definition="bafkreicoc",
            installationSpells=[
                SpellLocation(
                    hostId="12D3KooWBM3",
                    spellId="9dbe4003",
                    workerId="12D3KooWLBQ"
                ),
                SpellLocation(
                    hostId="12D3KooWQ",
                    spellId="9dbe4004",
                    workerId="12D3KooWL"
                )
            ],
            timestamp="2023-07-07T11:39:57.610Z",
            relayId="12D3KooWPis",
            dummyDealId="my-worker_2b_12D_123"
        )]
    )
`;
const DEALS_AQUA = `aqua Deals declares *

data Deal1:
    chainNetworkId: u64
    dealId: string
    dealIdOriginal: string
    definition: string
    matched: bool
    timestamp: string

data Deal2:
    chainNetworkId: u64
    dealId: string
    dealIdOriginal: string
    definition: string
    timestamp: string

data Deal:
    chainNetwork: string
    chainNetworkId: u64
    dealId: string
    dealIdOriginal: string
    definition: string
    timestamp: string

data Deals:
    deal1: ?Deal1
    deal2: ?Deal2
    wOne: ?Deal

func get() -> Deals:
    <- Deals(
        wOne=nil,
        deal1=?[Deal1(
            definition="bafkreig",
            timestamp="2023-07-07T11:23:52.353Z",
            dealId="799c",
            dealIdOriginal="0x799C",
            chainNetworkId=31337,
            matched=true
        )],
        deal2=?[Deal2(
            definition="bafkreig",
            timestamp="2023-07-07T11:23:52.353Z",
            dealId="799c",
            dealIdOriginal="0x799C",
            chainNetworkId=31337
        )]
    )
`;

const WORKERS_YAML = `version: 1
deals:
  local:
    myDeployment:
      definition: bafkreig
      timestamp: 2023-07-07T11:23:52.353Z
      dealIdOriginal: "0x799C"
      dealId: 799c
      chainNetworkId: 31337
      matched: true
      workers: [ours]
`;
const MY_DEPLOYMENT_AQUA = `aqua Deals declares *

data MyDeployment:
    chainNetworkId: u64
    dealId: string
    dealIdOriginal: string
    definition: string
    matched: bool
    timestamp: string

data Deals:
    myDeployment: ?MyDeployment

func get() -> Deals:
    <- Deals(
        myDeployment=?[MyDeployment(
            definition="bafkreig",
            timestamp="2023-07-07T11:23:52.353Z",
            dealIdOriginal="0x799C",
            dealId="799c",
            chainNetworkId=31337,
            matched=true
        )]
    )
`;

// As the generator of CLI 0.7.2 wrote it for a worker that is deployed to a host and to no deal, but for the header.
const WORKERS_AQUA = `aqua Workers declares *

data GetWorkersInfoDealsMyWorker:
    dealId: string
    chainNetwork: string
    chainNetworkId: u64
    dealIdOriginal: string
    definition: string
    timestamp: string

data GetWorkersInfoDeals:
    myWorker: ?GetWorkersInfoDealsMyWorker

data GetWorkersInfoHostsMyWorkerInstallationSpells:
    hostId: string
    spellId: string
    workerId: string

data GetWorkersInfoHostsMyWorker:
    definition: string
    installationSpells: []GetWorkersInfoHostsMyWorkerInstallationSpells
    timestamp: string
    relayId: string
    dummyDealId: string

data GetWorkersInfoHosts:
    myWorker: ?GetWorkersInfoHostsMyWorker

data GetWorkersInfo:
    deals: GetWorkersInfoDeals
    hosts: GetWorkersInfoHosts

func getWorkersInfo() -> GetWorkersInfo:
    <- GetWorkersInfo(
        deals=GetWorkersInfoDeals(
            myWorker=nil
        ),
        hosts=GetWorkersInfoHosts(
            myWorker=?[GetWorkersInfoHostsMyWorker(
                definition="bafkreicoc",
                installationSpells=[
                    GetWorkersInfoHostsMyWorkerInstallationSpells(
                        hostId="12D3KooWBM3",
                        spellId="9dbe4003",
                        workerId="12D3KooWLBQ"
                    ),
                    GetWorkersInfoHostsMyWorkerInstallationSpells(
                        hostId="12D3KooWQ",
                        spellId="9dbe4004",
                        workerId="12D3KooWL"
                    )
                ],
                timestamp="2023-07-07T11:39:57.610Z",
                relayId="12D3KooWPis",
                dummyDealId="my-worker_2b_12D_123"
            )]
        )
    )
`;

async function errorsWithMain(workers: string, main: string): Promise<readonly string[]> {
  const folder = tempFolder({
    'workers.aqua': workers,
    'main.aqua': `aqua Main\nimport "workers.aqua"\n${main}`,
  });
  const filePath = path.join(folder.root, 'main.aqua');
  return (await compileFromPath({ filePath, imports: {}, targetType: 'air' })).errors;
}

describe('workers.aqua', () => {
  it('is what upstream wrote before 0.8.3', () => {
    expect(workersAqua(['my-worker'], {}, { 'my-worker': HOST }, false)).toBe(WORKERS_AQUA);
  });

  it.each([
    ['neither is deployed', {}, {}],
    ['a deal is', { one: DEAL }, {}],
    ['both are', { one: { ...DEAL, matched: true } }, { one: HOST, other: HOST }],
  ])('has a worker as an optional among deals and hosts, when %s', async (_what, deals, hosts) => {
    const main = [
      'export id',
      'func id() -> string, string:',
      '    info <- getWorkersInfo()',
      '    <- info.deals.one!.dealId, info.hosts.one!.installationSpells[0].workerId',
    ].join('\n');
    expect(await errorsWithMain(workersAqua(['one'], deals, hosts, false), main)).toEqual([]);
  });

  it('has what is deployed without optionals, as the first of these versions wrote it', async () => {
    const main = [
      'export id',
      'func id() -> string:',
      '    info <- getWorkersInfo()',
      '    spell = info.hosts.defaultWorker.installationSpells[0]',
      '    <- spell.workerId',
    ].join('\n');
    expect(
      await errorsWithMain(workersAqua(['defaultWorker'], {}, { defaultWorker: HOST }, true), main),
    ).toEqual([]);
  });

  it('compiles in a project without workers', async () => {
    const main = 'export one\nfunc one() -> u8:\n    <- 1\n';
    expect(await errorsWithMain(workersAqua([], {}, {}, false), main)).toEqual([]);
  });
});

describe('hosts.aqua', () => {
  it('is what upstream writes', () => {
    expect(hostsAqua(['w-one'], { 'my-worker_2b': HOST })).toBe(HOSTS_AQUA);
  });

  it('is an empty value without hosts', () => {
    expect(hostsAqua([], {})).toBe('aqua Hosts declares *\n\nfunc get() -> ?u8:\n    <- nil\n');
  });

  it.each([
    ['deployed', { one: HOST }],
    ['not deployed', {}],
    ['without a location', { one: { ...HOST, installation_spells: [] }, two: HOST }],
  ])('compiles: %s', async (_what, deployed) => {
    const source = `${hostsAqua(['one'], deployed)}\nfunc locations() -> Hosts:\n    all <- get()\n    <- all\n`;
    const text = source.replace('aqua Hosts declares *', 'aqua Hosts declares *\nexport locations');
    const { errors } = await compileFromString({ code: text, imports: [], targetType: 'air' });
    expect(errors).toEqual([]);
  });
});

describe('deals.aqua', () => {
  it('is what upstream writes', () => {
    expect(dealsAqua(['w-one'], { deal1: { ...DEAL, matched: true }, deal2: DEAL })).toBe(DEALS_AQUA);
  });

  // What the generator of CLI 0.16.3 writes of a record with its fields in the order of its `fluence deploy`.
  it('has the fields of a deal in the order of workers.yaml, without what upstream does not know', async () => {
    const folder = tempFolder({ 'workers.yaml': WORKERS_YAML });
    const { deals } = await readWorkers(folder.root, 'local');
    expect(dealsAqua(['myDeployment'], deals.local!)).toBe(MY_DEPLOYMENT_AQUA);
  });

  it('is an empty value without deployments', () => {
    expect(dealsAqua([], {})).toBe('aqua Deals declares *\n\nfunc get() -> ?u8:\n    <- nil\n');
  });

  it.each([
    ['deployed', { one: { ...DEAL, matched: true } }],
    ['not deployed', {}],
    ['both', { two: DEAL, three: { ...DEAL, chainNetwork: 'local' } }],
  ])('compiles: %s', async (_what, deployed) => {
    const source = `${dealsAqua(['one'], deployed)}\nfunc all() -> Deals:\n    all <- get()\n    <- all\n`;
    const text = source.replace('aqua Deals declares *', 'aqua Deals declares *\nexport all');
    const { errors } = await compileFromString({ code: text, imports: [], targetType: 'air' });
    expect(errors).toEqual([]);
  });
});
