import { cidOf } from '@noctiluca/store';
import { textDigest } from '../../src/digest.js';
import {
  clockTrigger,
  type InitDistro,
  type ModuleDistro,
  type PackageDistro,
  type ServiceDistro,
  type SpellDistro,
} from '../../src/distro.js';
import { digests } from './model-peer.js';

/** A module that nobody has to be able to run. */
export function moduleOf(name: string, content: string): ModuleDistro {
  const bytes = new TextEncoder().encode(content);
  return { name, cid: cidOf(bytes), load: async () => bytes };
}

export function serviceOf(
  name: string,
  content = 'v1',
  config: NonNullable<ServiceDistro['config']> = {},
): ServiceDistro {
  return { name, modules: [moduleOf(name, content)], config };
}

export function spellOf(name: string, changes: Partial<SpellDistro> = {}): SpellDistro {
  const air = changes.air ?? '(null)';
  digests.set(air, textDigest(air));
  return { name, air, kv: { period: 1 }, triggerConfig: clockTrigger(60), ...changes };
}

/** One call `set(value)` on each service. */
export function initOf(
  services: readonly string[],
  value: string,
  how: Partial<InitDistro> = {},
): InitDistro {
  return {
    config: value,
    reinitialise: 'on-change',
    calls: () => ({
      calls: services.map((service) => ({
        id: `set ${service}`,
        service,
        functionName: 'set',
        args: [value],
      })),
    }),
    ...how,
  };
}

export function packageOf(name: string, changes: Partial<PackageDistro> = {}): PackageDistro {
  return { name, version: '1.0.0', services: [serviceOf(name)], spells: [], ...changes };
}
