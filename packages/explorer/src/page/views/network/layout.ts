import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  type SimulationNodeDatum,
} from 'd3-force';
import type { Graph, GraphNode } from '../../model/graph.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Body extends SimulationNodeDatum, GraphNode {}

/** Steps until it lies still, and when only few things are new. */
const [STEPS, FEW_STEPS] = [240, 60];

/** Where nodes stand, around 0; those that were there before stay about where they were. */
export function placed(
  { nodes, links }: Graph,
  before: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const bodies: Body[] = nodes.map((node) => ({ ...node, ...before.get(node.id) }));
  const simulation = forceSimulation(bodies)
    .force(
      'charge',
      forceManyBody<Body>().strength(({ isPeer }) => (isPeer ? -500 : -120)),
    )
    .force(
      'link',
      forceLink<Body, { source: string | Body; target: string | Body }>(
        links.map(({ source, target }) => ({ source, target })),
      )
        .id(({ id }) => id)
        .distance(110),
    )
    .force('center', forceCenter(0, 0))
    .force(
      'collide',
      forceCollide<Body>(({ isPeer }) => (isPeer ? 34 : 16)),
    )
    .stop();
  simulation.tick(bodies.every(({ id }) => before.has(id)) ? FEW_STEPS : STEPS);
  return new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}
