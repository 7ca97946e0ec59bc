import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { greeting, identity } from './lib/air.mjs';
import { FULL, QUICK, sideBySide } from './lib/side-by-side.mjs';

/** A peer of this checkout and one of another built checkout under the same load. */
export async function bench({ quick, operands, progress }) {
  const [other] = operands;
  if (other === undefined)
    throw new Error('name the folder of a built checkout: npm run bench against <folder>');
  const entry = pathToFileURL(path.resolve(other, 'bench/processes/peer.mjs'));
  const calls = await sideBySide({
    times: quick ? QUICK : FULL,
    start: { here: (stage) => stage.peer(), there: (stage) => stage.peer({}, entry) },
    calls: async (peers) => ({
      'op.identity': identity,
      ...((await bothHaveGreeter(peers)) && { 'a service call': greeting }),
    }),
    progress,
  });
  return { other, calls };
}

/** An older checkout's peer may not know the sample service. */
async function bothHaveGreeter(peers) {
  const deployed = await Promise.allSettled(Object.values(peers).map((peer) => peer.ask('deployGreeter')));
  return deployed.every(({ status }) => status === 'fulfilled');
}
