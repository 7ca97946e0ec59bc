interface Outcome {
  readonly error?: string | undefined;
}

/** Whether something of it went wrong: of a deal, or of one of its workers. */
export const isAmiss = (deals: readonly (Outcome & { readonly workers: readonly Outcome[] })[]): boolean =>
  deals.some(
    ({ error, workers }) => error !== undefined || workers.some((worker) => worker.error !== undefined),
  );
