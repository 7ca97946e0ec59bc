import { readFileSync } from 'node:fs';
import type { PackageDistro } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store';
import { describe, expect, it } from 'vitest';
import { moduleOf } from '../../../deployment/test/utils/packages.js';
import { type Assets, packagedAssets } from '../../src/assets.js';
import { defaultPackages, effectorsOf } from '../../src/packages/default-packages.js';

const assets: Assets = {
  modules: (service) =>
    service === 'aqua-ipfs'
      ? [moduleOf('ipfs_effector', 'e'), moduleOf('ipfs_pure', 'p')]
      : [moduleOf(service, service)],
  script: (spell) => `(call %init_peer_id% ("${spell}" "run") [])`,
};
const none: Assets = { modules: () => undefined, script: () => undefined };
const named = (packages: readonly PackageDistro[], name: string) =>
  packages.find((each) => each.name === name)!;
const packages = defaultPackages({}, assets);
const callsOf = ({ init }: PackageDistro, nowSec = 1_800_000_000) => {
  const { calls, warnings = [] } = init!.calls({ nowSec });
  return { calls: calls.map(({ functionName, args }) => [functionName, ...args]), warnings };
};

describe('the default packages (spec/nox.md §6.3)', () => {
  it('are the four of upstream; the registry comes after trust-graph', () => {
    expect(packages.map(({ name }) => name)).toEqual(['aqua-ipfs', 'trust-graph', 'registry', 'decider']);
    expect(named(packages, 'registry').dependsOn).toEqual(['trust-graph']);
  });

  it('give aqua-ipfs its addresses at each start, both whatever becomes of one', () => {
    const settings = { localApiMultiaddr: '/local', externalApiMultiaddr: '/external' };
    const ipfs = named(defaultPackages({ aquaIpfs: settings }, assets), 'aqua-ipfs');
    expect(callsOf(ipfs).calls).toEqual([
      ['set_local_api_multiaddr', '/local'],
      ['set_external_api_multiaddr', '/external'],
    ]);
    expect(ipfs.init).toMatchObject({ reinitialise: 'always', attemptAll: true });
  });

  it('tell the host which module runs the executable of IPFS, and no other', () => {
    const ipfs = defaultPackages({ aquaIpfs: { ipfsBinaryPath: '/opt/ipfs' } }, assets);
    const [effector] = named(ipfs, 'aqua-ipfs').services[0]!.modules;
    expect(effectorsOf(ipfs)).toEqual({ [effector!.cid]: { ipfs: '/opt/ipfs' } });
  });

  it('leave aqua-ipfs out where there is no such executable', () => {
    const without = defaultPackages({ aquaIpfs: { ipfsBinaryPath: '/opt/ipfs', hasBinary: false } }, assets);
    expect(named(without, 'aqua-ipfs').unavailable).toContain('no executable /opt/ipfs');
  });

  it('set the root of trust-graph, which only a new service can have changed', () => {
    const trustGraph = named(packages, 'trust-graph');
    expect(callsOf(trustGraph).calls).toEqual([
      ['set_root', '12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB', 5],
    ]);
    expect(trustGraph.init).toMatchObject({
      config: { maxChainLen: 5, certificates: [] },
      fixed: '12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB',
    });
  });

  it('spec/nox.md §9.2 no. 43: insert certificates, and leave expired ones out with a warning', () => {
    const trust = (issued_for: string, expires_at: number) => ({
      issued_for,
      expires_at,
      signature: 's',
      sig_type: 'ed25519',
      issued_at: 1_674_756_468,
    });
    const good = { chain: [trust('root', 1_900_000_000), trust('peer', 1_900_000_000)] };
    const expired = { chain: [trust('root', 1_737_828_468), trust('other', 1_900_000_000)] };
    const trustGraph = named(
      defaultPackages({ trustGraph: { root: 'root', certificates: [good, expired] } }, assets),
      'trust-graph',
    );
    const { calls, warnings } = callsOf(trustGraph);
    expect(calls).toEqual([
      ['set_root', 'root', 5],
      ['insert_cert', good, 1_800_000_000],
    ]);
    expect(warnings).toEqual([
      expect.stringContaining('certificate of other is left out: its trust of root expired on 2025-01-25'),
    ]);
  });

  it("run the registry's spell by the clock, with its intervals", () => {
    const settings = {
      registryPeriodSec: 60,
      expiredPeriodSec: 1,
      renewPeriodSec: 2,
      replicatePeriodSec: 3,
    };
    const [spell] = named(defaultPackages({ registry: settings }, assets), 'registry').spells;
    expect(spell).toMatchObject({
      name: 'registry-spell',
      kv: { config: { expired_interval: 1, renew_interval: 2, replicate_interval: 3 } },
      triggerConfig: { clock: { start_sec: 1, end_sec: 0, period_sec: 60 } },
    });
  });

  it.each([undefined, 'bound', 'upstream'] as const)(
    'tell the registry what to sign records with: %s',
    (set) => {
      const settings = set === undefined ? {} : { recordSignature: set };
      const registry = named(defaultPackages({ registry: settings }, assets), 'registry');
      expect(callsOf(registry).calls).toContainEqual(['set_record_signatures', set ?? 'bound']);
      expect(registry.init?.config).toMatchObject({ recordSignature: set ?? 'bound' });
    },
  );

  it.each([undefined, 60])('tell the registry how far other clocks may be ahead: %s', (set) => {
    const settings = set === undefined ? {} : { clockSkewSec: set };
    const registry = named(defaultPackages({ registry: settings }, assets), 'registry');
    expect(callsOf(registry).calls).toContainEqual(['set_clock_skew', set ?? 120]);
    expect(registry.init?.config).toMatchObject({ clockSkewSec: set ?? 120 });
  });

  it('run the decider by the clock and by blocks of the chain, with what it makes workers with', () => {
    const settings = {
      deciderPeriodSec: 60,
      workerPeriodSec: 600,
      workerIpfsMultiaddr: '/ip4/1.2.3.4/tcp/1',
    };
    const decider = named(defaultPackages({ decider: settings }, assets), 'decider');
    expect(decider.unavailable).toBeUndefined();
    expect(decider.spells).toEqual([
      {
        name: 'decider',
        air: assets.script('decider'),
        kv: {
          worker_settings: {
            script: assets.script('worker-spell'),
            config: {
              clock: { start_sec: 1, end_sec: 0, period_sec: 600 },
              connections: { connect: false, disconnect: false },
              blockchain: { start_block: 0, end_block: 0 },
            },
            ipfs: '/ip4/1.2.3.4/tcp/1',
          },
        },
        triggerConfig: {
          clock: { start_sec: 1, end_sec: 0, period_sec: 60 },
          connections: { connect: false, disconnect: false },
          blockchain: { start_block: 1, end_block: 0 },
        },
      },
    ]);
  });

  it("have upstream's periods for the decider and its workers when nobody says others", () => {
    const [spell] = named(defaultPackages({ decider: {} }, assets), 'decider').spells;
    expect(spell).toMatchObject({
      kv: { worker_settings: { config: { clock: { period_sec: 900 } }, ipfs: '/ip4/127.0.0.1/tcp/5001' } },
      triggerConfig: { clock: { period_sec: 120 } },
    });
  });

  it('say why they cannot run: the decider has no chain, others no files', () => {
    expect(named(packages, 'decider').unavailable).toContain('chain');
    const bare = defaultPackages({ decider: {} }, none);
    expect(bare.every(({ unavailable }) => unavailable !== undefined)).toBe(true);
  });
});

describe('the files of this installation', () => {
  const { artifacts } = JSON.parse(
    readFileSync(new URL('../../../../services/manifest.json', import.meta.url), 'utf8'),
  ) as { artifacts: Record<string, string> };
  const own = packagedAssets();

  it.each([
    ['aqua-ipfs', ['ipfs_effector', 'ipfs_pure']],
    ['trust-graph', ['trust-graph']],
    ['registry', ['registry']],
  ])(
    'have the modules of %s, the facade last, as services/manifest.json names them',
    async (service, wanted) => {
      const modules = own.modules(service)!;
      expect(modules.map(({ name }) => name)).toEqual(wanted);
      for (const { cid, load } of modules) expect(cidOf(await load())).toBe(cid);
      expect(Object.keys(artifacts).filter((path) => path.startsWith(`${service}/`))).toHaveLength(
        wanted.length,
      );
    },
  );

  it.each([
    ['registry-spell', 'registry.main.air'],
    ['decider', 'decider.main.air'],
    ['worker-spell', 'worker_spell.deal_install.air'],
  ])('have the script of %s', (spell, file) => {
    expect(own.script(spell)).toBe(readFileSync(new URL(`../../air/${file}`, import.meta.url), 'utf8'));
  });

  it('have nothing else', () => {
    expect([own.modules('telepathy'), own.script('toString')]).toEqual([undefined, undefined]);
  });
});
