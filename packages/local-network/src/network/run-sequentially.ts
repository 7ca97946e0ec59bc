/** Does one after the other, whatever fails. @throws what failed; an AggregateError when it was more than one */
export async function runSequentially(steps: readonly (() => Promise<unknown> | undefined)[]): Promise<void> {
  const failed: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length === 1) throw failed[0];
  if (failed.length > 1) throw new AggregateError(failed, `${failed.length} parts did not stop cleanly`);
}
