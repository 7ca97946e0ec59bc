import type { PackageDistro } from '@noctiluca/deployment';
import { defaultPackages } from '@noctiluca/system-services';

/** Says that it has installed what it was told to, and that is all it does: no IPFS is needed. */
const WORKER_SCRIPT = `
(seq
 (call %init_peer_id% ("json" "obj") ["state" "INSTALLATION_SUCCESSFUL" "message" "" "timestamp" 1] status)
 (seq
  (call %init_peer_id% ("json" "stringify") [status] text)
  (call %init_peer_id% ("worker-spell" "list_push_string") ["__installation_spell_status__" text] pushed)))`;

/** The decider as by default, but for the spell that workers get. */
export function deciderWithoutIpfs(deciderPeriodSec: number): PackageDistro {
  const packages = defaultPackages({ decider: { deciderPeriodSec, workerPeriodSec: 3600 } });
  const { spells, ...decider } = packages.find(({ name }) => name === 'decider')!;
  const [spell] = spells;
  const { worker_settings } = spell!.kv as { worker_settings: Record<string, unknown> };
  const kv = { worker_settings: { ...worker_settings, script: WORKER_SCRIPT } };
  return { ...decider, dependsOn: [], spells: [{ ...spell!, kv }] } as PackageDistro;
}
