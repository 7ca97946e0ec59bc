import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type Graph, graphOf } from '../../model/graph.js';
import { around, facts } from '../../state/network.js';
import { peers } from '../../state/peers.js';
import { type Point, placed } from './layout.js';

const MARGIN = 60;

/** Peers, who is connected, and who is a neighbour in routing tables only. */
export function GraphPicture() {
  const graph = useComputed(() => graphOf(peers.value, around.value));
  const last = useRef<{ key: string; points: ReadonlyMap<string, Point> }>({ key: '', points: new Map() });
  const key = keyOf(graph.value);
  if (key !== last.current.key) last.current = { key, points: placed(graph.value, last.current.points) };
  const { points } = last.current;
  const { nodes, links, leftOut } = graph.value;
  const connected = links.filter(({ kind }) => kind === 'connection').length;
  return (
    <figure class="graph">
      <svg viewBox={boxOf(points)} role="img" aria-label={`${nodes.length} nodes, ${connected} connections`}>
        {links.map(({ source, target, kind }) => {
          const [a, b] = [points.get(source)!, points.get(target)!];
          return (
            <line key={`${source} ${target}`} class={`edge-${kind}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
          );
        })}
        {nodes.map(({ id, name, isPeer }) => (
          <g key={id} transform={`translate(${points.get(id)!.x} ${points.get(id)!.y})`}>
            <circle class={nodeClass(name, isPeer)} r={isPeer ? 18 : 7}>
              <title>{id}</title>
            </circle>
            <text y={isPeer ? 34 : 20}>{name}</text>
          </g>
        ))}
      </svg>
      <figcaption>
        Lines are connections, dotted ones places in routing tables; small circles are clients and peers
        elsewhere
        {leftOut > 0 && `, ${leftOut} more of which are not drawn`}.
      </figcaption>
    </figure>
  );
}

function nodeClass(name: string, isPeer: boolean): string {
  if (!isPeer) return 'node-other';
  const health = facts.value.get(name)?.health;
  if (health === undefined) return 'node-away';
  return health.every(({ verdict }) => verdict === 'Ok') ? 'node-well' : 'node-ill';
}

function keyOf({ nodes, links }: Graph): string {
  return JSON.stringify([nodes, links]);
}

function boxOf(points: ReadonlyMap<string, Point>): string {
  const all = [...points.values()];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, top] = [Math.min(0, ...xs) - MARGIN, Math.min(0, ...ys) - MARGIN];
  return `${left} ${top} ${Math.max(0, ...xs) + MARGIN - left} ${Math.max(0, ...ys) + MARGIN - top}`;
}
