/** Lets everything that is ready go on: promises, and what waits for the end of a round of the event loop. */
export async function flush(rounds = 6): Promise<void> {
  for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
}
