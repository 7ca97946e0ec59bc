/** AquaVM that may still be loading; rejects with an AvmError when it cannot. */
export type StartingAvm = Promise<void>;

/** Loads the client and AquaVM: that goes on beside what the caller does meanwhile. */
export function startAvm(): StartingAvm {
  const started = import('@noctiluca/client').then(({ prepareAvm }) => prepareAvm());
  // Told where AquaVM is first used; until then nobody waits for it.
  started.catch(() => {});
  return started;
}
