import type { ConnectionFacts } from '@noctiluca/network';
import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';

const TRANSPORTS = ['tcp', 'ws', 'wss', 'other'] as const;

/** Numbers as keys sort like numbers. */
const padded = (value: number, digits: number) => String(value).padStart(digits, '0');

export const connections = endpoint({
  path: '/api/connections',
  summary: 'Connections that stand, the oldest first.',
  query: PAGE_QUERY,
  answer: pageOf(
    z.strictObject({
      key: z.string(),
      peerId: z.string(),
      direction: z.enum(['inbound', 'outbound']),
      address: z.string(),
      transport: z.enum(TRANSPORTS),
      agent: z.string().nullable().meta({ description: 'What the other end says it is.' }),
      openedAtMs: z.number(),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const all = components.parts!.network.connections();
    const keyOf = (each: ConnectionFacts) => padded(each.number, 12);
    return pageOn(all, keyOf, query, ({ number: _, agent, ...facts }, key) => ({
      ...{ key, ...facts },
      transport: transportOf(facts.address),
      agent: agent ?? null,
    }));
  },
});

export const kademlia = endpoint({
  path: '/api/kademlia',
  summary: 'Peers in the routing table by bucket, those far away first.',
  query: PAGE_QUERY,
  answer: pageOf(
    z.strictObject({
      key: z.string(),
      peerId: z.string(),
      bucket: z.int().meta({ description: 'Bits in common with the place of this peer.' }),
      connected: z.boolean(),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const { network } = components.parts!;
    const all = network.routingTable();
    return pageOn(
      all,
      ({ peerId, bucket }) => `${padded(bucket, 3)}/${peerId}`,
      query,
      (each, key) => ({
        ...{ key, ...each },
        connected: network.isConnected(each.peerId),
      }),
    );
  },
});

function transportOf(address: string): (typeof TRANSPORTS)[number] {
  if (/\/wss\b|\/tls\/.*\/?ws\b/.test(address)) return 'wss';
  if (/\/ws\b/.test(address)) return 'ws';
  return address.includes('/tcp/') ? 'tcp' : 'other';
}
