import { cidOf } from '@noctiluca/store';
import { desiredState } from '../../src/desired.js';
import { digestOf } from '../../src/digest.js';
import type { ServiceDistro, SpellDistro } from '../../src/distro.js';
import type { WorkerRequest } from '../../src/worker/request.js';
import { packageOf } from './packages.js';

/** What a worker should be, said shortly. */
export interface Wants {
  readonly services?: readonly ServiceDistro[];
  readonly spells?: readonly SpellDistro[];
  /** Script of the worker spell. */
  readonly script?: string;
  readonly request?: Partial<WorkerRequest>;
}

export const DEAL = '0xDEAL01';
export const WORKER_SCRIPT = '(seq (null) (null))';
export const CU_ID = '54ae1b'.padEnd(64, '0');

/** As IPFS has it: bytes by CID. */
export type Files = Map<string, Uint8Array>;

/** Uploads what is wanted, and asks for it. */
export async function requestFor(wants: Wants, files: Files): Promise<WorkerRequest> {
  const { services = [], spells = [], script = WORKER_SCRIPT, request = {} } = wants;
  const [wanted] = desiredState([packageOf('w', { services, spells })]).packages;
  for (const { modules } of services) for (const { cid, load } of modules) files.set(cid, await load());
  const upload = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    files.set(cidOf(bytes), bytes);
    return cidOf(bytes);
  };
  const asked = {
    services: wanted!.services.map(({ alias, blueprintId, modules }) => ({
      alias,
      blueprintId,
      modules: modules.map(({ name, cid }) => ({ name, cid, file: cid })),
    })),
    spells: wanted!.spells.map(({ alias, script: air, triggerConfig, kv }) => ({
      alias,
      script: upload(air),
      triggerConfig,
      kv,
    })),
  };
  return {
    name: 'w',
    dealId: DEAL,
    cuIds: [CU_ID],
    prune: true,
    definition: digestOf(JSON.parse(JSON.stringify(asked))),
    workerSpell: upload(script),
    clocks: '{}',
    ...asked,
    ...request,
  };
}
