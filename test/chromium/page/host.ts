import type { LocalPeer } from '@noctiluca/local-network';

/** What a page may ask of the test that opened it. */
export interface Host {
  makeNetwork(peers: number): Promise<{ number: number; peers: readonly LocalPeer[] }>;
  stopNetwork(number: number): Promise<void>;
}

/** Asks the test. */
export function host<N extends keyof Host>(name: N, ...args: Parameters<Host[N]>): ReturnType<Host[N]> {
  const ask = Reflect.get(globalThis, `host_${name}`) as (...args: unknown[]) => ReturnType<Host[N]>;
  return ask(...args);
}
