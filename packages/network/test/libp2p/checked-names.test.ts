import type { LookupAddress } from 'node:dns';
import type { Multiaddr } from '@multiformats/multiaddr';
import { describe, expect, it } from 'vitest';
import { checkedLookup, checkedWebSockets } from '../../src/libp2p/checked-names.js';
import { multiaddr } from '../../src/libp2p/modules.js';
import { startNetwork } from '../utils/networks.js';

const GLOBAL: LookupAddress = { address: '93.184.216.34', family: 4 };
const GLOBAL_6: LookupAddress = { address: '2606:2800:220:1::1', family: 6 };
const LOCAL: LookupAddress = { address: '10.0.0.7', family: 4 };

/** A server of names that answers the next of what it was given, as one that rebinds does. */
function names(...answers: LookupAddress[][]) {
  const asked: string[] = [];
  const lookup = (
    host: string,
    _: unknown,
    callback: (error: null, found: LookupAddress[]) => void,
  ): void => {
    asked.push(host);
    callback(null, answers[Math.min(asked.length, answers.length) - 1] ?? []);
  };
  return { asked, lookup };
}

describe('a name that is dialled over TCP', () => {
  const ask = (answers: LookupAddress[], { all = true, trusted = new Set<string>() } = {}) =>
    new Promise<unknown>((resolve) => {
      const lookup = checkedLookup(trusted, names(answers).lookup);
      lookup('name.example', { all }, (error, found, family) => resolve(error ?? [found, family]));
    });

  it('is answered as the socket asks', async () => {
    expect(await ask([GLOBAL, GLOBAL_6])).toEqual([[GLOBAL, GLOBAL_6], undefined]);
    expect(await ask([GLOBAL, GLOBAL_6], { all: false })).toEqual([GLOBAL.address, 4]);
  });

  it('is refused when any of it leads to a local address', async () => {
    expect(await ask([GLOBAL, LOCAL])).toMatchObject({ code: 'LOCAL_ADDRESS' });
    expect(await ask([GLOBAL, { address: '64:ff9b::10.0.0.7', family: 6 }])).toMatchObject({
      code: 'LOCAL_ADDRESS',
    });
  });

  it('is taken when the operator gave it', async () => {
    const trusted = new Set(['/dns4/name.example/tcp/7777']);
    expect(await ask([LOCAL], { trusted })).toEqual([[LOCAL], undefined]);
  });
});

describe('a name that is dialled over WebSocket', () => {
  async function dial(text: string, answers: LookupAddress[][], trusted = new Set<string>()) {
    const dialled: string[] = [];
    const { asked, lookup } = names(...answers);
    const make = () => ({ dial: async (address: Multiaddr) => void dialled.push(address.toString()) });
    const transport = checkedWebSockets(make as never, trusted, lookup)({} as never);
    const error = await transport.dial(multiaddr(text), {} as never).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { dialled, asked, error };
  }

  it('is looked up once, and what was checked is dialled', async () => {
    const { dialled, asked } = await dial('/dns4/name.example/tcp/80/ws', [[GLOBAL], [LOCAL]]);
    expect(dialled).toEqual(['/ip4/93.184.216.34/tcp/80/ws']);
    expect(asked).toEqual(['name.example']);
  });

  it('is dialled by its family', async () => {
    const { dialled } = await dial('/dns6/name.example/tcp/80/ws', [[GLOBAL, GLOBAL_6]]);
    expect(dialled).toEqual(['/ip6/2606:2800:220:1::1/tcp/80/ws']);
  });

  it('stays a name where a certificate has to be for it', async () => {
    const { dialled } = await dial('/dns4/name.example/tcp/443/wss', [[GLOBAL]]);
    expect(dialled).toEqual(['/dns4/name.example/tcp/443/wss']);
  });

  it.each(['ws', 'wss'])('is refused when it leads to a local address: %s', async (protocol) => {
    const { dialled, error } = await dial(`/dns4/name.example/tcp/80/${protocol}`, [[LOCAL]]);
    expect(error).toMatchObject({ code: 'LOCAL_ADDRESS' });
    expect(dialled).toEqual([]);
  });

  it('is not looked at when the operator gave it, nor is an IP', async () => {
    const given = '/dns4/name.example/tcp/80/ws';
    expect((await dial(given, [[LOCAL]], new Set([given]))).dialled).toEqual([given]);
    expect((await dial('/ip4/10.0.0.7/tcp/80/ws', [[LOCAL]])).asked).toEqual([]);
  });
});

describe('a peer that keeps to the open internet', () => {
  // The filter of addresses does not know it by its text.
  const named = (address: string) => address.replace('/ip4/127.0.0.1/', '/dns4/LOCALHOST/');

  it.each(['tcp', 'ws'])('does not dial a name that leads to this machine: %s', async (protocol) => {
    const { network: target } = await startNetwork({
      listen: [`/ip4/127.0.0.1/tcp/0${protocol === 'ws' ? '/ws' : ''}`],
    });
    const contact = { peerId: target.peerId, addresses: target.listenAddresses().map(named) };
    const { network: open } = await startNetwork();
    const { network: careful } = await startNetwork({ allowLocalAddresses: false });
    expect(await careful.connect(contact)).toBe(false);
    expect(await open.connect(contact)).toBe(true);
  });
});
