import { simulate } from './registry-scale/simulate.mjs';

const SEED = 20261126;
const FULL = { sizes: [100, 1000, 10_000], resources: 6, readers: 20, churns: [0.1, 0.3] };
const QUICK = { sizes: [100, 1000], resources: 3, readers: 5, churns: [0.3] };

/** The registry's logic on simulated peers: what finding providers takes, and how often it succeeds, against their number. */
export async function bench({ quick, progress }) {
  const { sizes, resources, readers, churns } = quick ? QUICK : FULL;
  const rows = [];
  for (const neighbourhood of ['table', 'look-up']) {
    for (const peers of sizes) {
      for (const churn of churns) {
        progress(`${peers} peers, ${neighbourhood}, ${churn * 100} % leave twice`);
        rows.push(simulate({ peers, resources, readers, churn, neighbourhood, seed: SEED }));
      }
    }
  }
  return { rows };
}
