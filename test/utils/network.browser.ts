import { host } from '../chromium/page/host.js';
import type { TestNetwork } from './network.js';

export { tcpOf, webSocketOf } from './addresses.js';

/** `makeNetwork` for a page: the test that opened it has the network. */
export async function makeNetwork(count: number): Promise<Pick<TestNetwork, 'peers' | 'stop'>> {
  const { number, peers } = await host('makeNetwork', count);
  return { peers, stop: () => host('stopNetwork', number) };
}
