import type { ServiceFunction, ServiceImpl } from '../aqua/wrap-function.js';
import type { AnyClient } from '../peer/any-client.js';
import { success } from '../services/calls.js';

interface RegisterServiceArgs {
  peer: AnyClient;
  serviceId: string;
  /** A plain object's functions, or those of an instance's class, inherited ones apart. */
  service: ServiceImpl;
}

/** Serves functions that take and give values of Aqua to whoever calls them by this service id. */
export function registerService({ peer, serviceId, service }: RegisterServiceArgs): void {
  for (const [fnName, func] of functionsOf(service)) {
    const serve: ServiceFunction = func.bind(service);
    peer.internals.regHandler.common(serviceId, fnName, async ({ args, particleContext: context }) =>
      success(await serve({ args, context })),
    );
  }
}

function functionsOf(service: ServiceImpl): [string, ServiceFunction][] {
  const prototype: object | null = Object.getPrototypeOf(service);
  const isInstance = prototype !== null && prototype.constructor !== Object;
  const owner = isInstance ? (prototype as ServiceImpl) : service;
  return Object.getOwnPropertyNames(owner)
    .map((name): [string, ServiceFunction] => [name, owner[name] as ServiceFunction])
    .filter(([name, value]) => typeof value === 'function' && name !== 'constructor');
}
