import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Multiaddr } from '@multiformats/multiaddr';
import { NetworkError } from '../errors.js';
import { hostOf, isLocalIp } from '../peers/address-filter.js';
import { multiaddr, type webSockets } from './modules.js';

type Factory = ReturnType<typeof webSockets>;
type AllLookup = (
  host: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/**
 * A look-up that refuses names which lead to local addresses, but for those the operator named: upstream lets any `/dns`
 * through whatever it resolves to (spec/nox.md §9.2 no. 11), which makes a peer a scanner of its own private network. The
 * socket that asks dials what is answered, so a name cannot lead elsewhere between a check and the dial.
 * @param trusted multiaddrs
 */
export function checkedLookup(
  trusted: ReadonlySet<string>,
  lookup: AllLookup = systemLookup,
): LookupFunction {
  const trustedHosts = new Set([...trusted].map((address) => hostOf(address).host));
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const refusal = error ?? (trustedHosts.has(host) ? undefined : refusalOf(host, found));
      const [first = { address: '', family: 0 }] = found ?? [];
      if (refusal !== undefined) callback(refusal, []);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * The WebSocket transport with names looked up before, as the platform's WebSocket takes no look-up of ours. Without TLS it
 * dials the address that was found. With TLS it dials the name: whatever that leads to by then must have its certificate.
 */
export function checkedWebSockets(
  make: Factory,
  trusted: ReadonlySet<string>,
  lookup: AllLookup = systemLookup,
): Factory {
  return (components) => {
    const transport = make(components);
    const dial = transport.dial.bind(transport);
    transport.dial = async (address, options) => {
      const isChecked = trusted.has(address.toString()) || !isNamed(address);
      return dial(isChecked ? address : await pinned(address, lookup), options);
    };
    return transport;
  };
}

async function pinned(address: Multiaddr, lookup: AllLookup): Promise<Multiaddr> {
  const text = address.toString();
  const { protocol, host } = hostOf(text);
  const found = await new Promise<LookupAddress[]>((resolve, reject) => {
    lookup(host, { all: true }, (error, all) => {
      const refusal = error ?? refusalOf(host, all);
      if (refusal === undefined) resolve(all);
      else reject(refusal);
    });
  });
  const one = found.find(({ family }) => protocol !== `dns${family === 4 ? 6 : 4}`);
  if (one === undefined) throw new NetworkError('INVALID_ADDRESS', `${host} has no address for ${protocol}`);
  if (/\/(tls|wss)(\/|$)/.test(text)) return address;
  return multiaddr(text.replace(`/${protocol}/${host}`, `/ip${one.family}/${one.address}`));
}

function isNamed(address: Multiaddr): boolean {
  return hostOf(address.toString()).protocol.startsWith('dns');
}

function refusalOf(host: string, found: readonly LookupAddress[]): NetworkError | undefined {
  const local = found.find(({ address }) => isLocalIp(address));
  if (local === undefined) return undefined;
  return new NetworkError('LOCAL_ADDRESS', `${host} leads to ${local.address}, which is a local address`);
}
