import { HOST_SCOPE, type PeerScope } from '@noctiluca/host';
import { parseJson } from '@noctiluca/marine';
import { apply } from '../../src/apply/apply.js';
import type { PackageReport } from '../../src/apply/apply-package.js';
import { desiredAliases, desiredState } from '../../src/desired.js';
import type { ItemKind } from '../../src/journal.js';
import { plan } from '../../src/plan/plan.js';
import { LocalTarget } from '../../src/target/local-target.js';
import { packageOf } from './packages.js';
import type { WorkerPeer } from './worker-peer.js';
import type { Wants } from './worker-wants.js';

/** A scope of a real peer that can be deployed to, and in which things keep what they were told. */
export interface ScopeUnderTest {
  deploy(wants: Wants): Promise<PackageReport>;
  tell(alias: string, kind: ItemKind, text: string): Promise<void>;
  told(alias: string, kind: ItemKind): Promise<string>;
}

export function workerScope(peer: WorkerPeer): ScopeUnderTest {
  return { deploy: (wants) => peer.deploy(wants), ...memory(peer, () => peer.scope) };
}

export function hostScope(peer: WorkerPeer): ScopeUnderTest {
  const { host, spells, store, keyPair, clock } = peer;
  const target = new LocalTarget(
    { hostPeerId: keyPair.peerId, life: 'life', callTimeoutMs: 60_000, now: clock.nowMs },
    { services: host.services, spells, store },
  );
  return {
    async deploy({ services = [], spells: wanted = [] }) {
      const desired = desiredState([packageOf('p', { services, spells: wanted })]);
      const steps = plan(desired, await target.observe(desiredAliases(desired)));
      const signal = new AbortController().signal;
      const [report] = await apply(steps, target, { life: 'life', signal, now: clock.nowMs });
      return report!;
    },
    ...memory(peer, () => HOST_SCOPE),
  };
}

function memory({ host, spells, keyPair }: WorkerPeer, scope: () => PeerScope) {
  const ask = async (alias: string, functionName: string, ...args: string[]) => {
    const call = { functionName, args, initPeerId: keyPair.peerId };
    return parseJson(await host.services.calls.callAsHost(scope(), alias, call)) as { value: string };
  };
  return {
    async tell(alias: string, kind: ItemKind, text: string) {
      if (kind === 'service') await ask(alias, 'put', 'told', text);
      else await spells.update(scope(), alias, { strings: { told: text } });
    },
    async told(alias: string, kind: ItemKind) {
      if (kind === 'service') return (await ask(alias, 'get', 'told')).value;
      return spells.get(scope(), alias)?.value('told') ?? '';
    },
  };
}
