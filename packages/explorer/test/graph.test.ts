import { describe, expect, it } from 'vitest';
import { type Around, graphOf } from '../src/page/model/graph.js';
import { placed } from '../src/page/views/network/layout.js';

const peers = ['a', 'b', 'c'].map((name) => ({ name, peerId: `id-${name}`, base: '' }));
const connection = (peerId: string) => ({ peerId, direction: 'inbound', transport: 'tcp', agent: null });
const neighbour = (peerId: string) => ({ peerId, bucket: 1, connected: false });
const around = new Map<string, Around>([
  [
    'a',
    {
      connections: [connection('id-b'), connection('client')],
      routing: [neighbour('id-b'), neighbour('id-c')],
    },
  ],
  ['b', { connections: [connection('id-a')], routing: [neighbour('far-away')] }],
]);

describe('the picture of a network', () => {
  it('has each pair once, and says where there is no connection', () => {
    const { nodes, links } = graphOf(peers, around);
    expect(nodes.map(({ id, isPeer }) => [id, isPeer])).toEqual([
      ['id-a', true],
      ['id-b', true],
      ['id-c', true],
      ['client', false],
    ]);
    expect(links).toEqual([
      { source: 'id-a', target: 'id-b', kind: 'connection' },
      { source: 'id-a', target: 'client', kind: 'connection' },
      { source: 'id-a', target: 'id-c', kind: 'routing' },
    ]);
  });

  it('leaves out clients when there are too many, and says how many', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => connection(`client-${i}`));
    const { nodes, links, leftOut } = graphOf(peers, new Map([['a', { connections: many, routing: [] }]]));
    expect(nodes).toHaveLength(63);
    expect(links).toHaveLength(60);
    expect(leftOut).toBe(940);
  });

  it('lies apart, and where it lay when something comes to it', () => {
    const graph = graphOf(peers, around);
    const points = placed(graph, new Map());
    for (const { x, y } of points.values()) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    const [a, b] = [points.get('id-a')!, points.get('id-b')!];
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(40);
    const again = placed(graph, points).get('id-a')!;
    expect(Math.hypot(a.x - again.x, a.y - again.y)).toBeLessThan(40);
  });
});
