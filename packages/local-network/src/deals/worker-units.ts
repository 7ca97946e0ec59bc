import { sha256Hex } from '@noctiluca/common/sha256';

/** Compute units of a worker: one at least. */
export type Units = readonly [string, ...string[]];

/**
 * Compute units of each worker of a deal: those it was made with. One that was made without any, or with one that another
 * worker was made with as well (upstream's command line gives the same to all), has a made-up one, always the same.
 */
export function unitsOf(
  dealId: string,
  workers: readonly { readonly hostPeerId: string; readonly cuIds: readonly string[] }[],
): Units[] {
  const holders = new Map<string, number>();
  for (const { cuIds } of workers) {
    for (const cuId of new Set(cuIds)) holders.set(cuId, (holders.get(cuId) ?? 0) + 1);
  }
  return workers.map(({ hostPeerId, cuIds: [first, ...others] }) => {
    const given = first === undefined ? undefined : ([first, ...others] as const);
    return given?.every((cuId) => holders.get(cuId) === 1) ? given : [madeUpUnit(dealId, hostPeerId)];
  });
}

function madeUpUnit(dealId: string, hostPeerId: string): string {
  return sha256Hex(`${dealId}/${hostPeerId}`);
}
