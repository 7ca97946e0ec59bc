import { createStage } from './lib/stage.mjs';

const STRETCHES = 20;
const LOAD = { inFlight: 64, bytes: 1 };
const FULL = 5000;
const QUICK = 500;
/** Until what is hot is compiled, and what is kept for reuse is there. */
const WARM_UP = { ...LOAD, calls: 3000 };
const ARMS = { plain: {}, literal: { literal: true } };

/** What a client holds after a collection of garbage, while it makes 100,000 calls of each kind. */
export async function bench({ quick, progress }) {
  const arms = {};
  for (const [name, arm] of Object.entries(ARMS)) {
    const stage = await createStage();
    try {
      const { webSocket: relay } = await stage.peer();
      const client = await stage.client({ relay, library: '@noctiluca/client', ...arm });
      await client.ask('run', WARM_UP);
      arms[name] = await stretches(client, quick ? QUICK : FULL, (text) => progress(`${name}: ${text}`));
    } finally {
      await stage.clear();
    }
  }
  return { arms };
}

async function stretches(client, calls, progress) {
  const rows = [await client.ask('held')];
  for (let stretch = 1; stretch <= STRETCHES; stretch++) {
    await client.ask('run', { ...LOAD, calls });
    rows.push(await client.ask('held'));
    progress(`${stretch * calls} calls, ${rows.at(-1).heapMiB.toFixed(2)} MiB of heap`);
  }
  return rows.map((row, i) => ({ calls: i * calls, ...row }));
}
