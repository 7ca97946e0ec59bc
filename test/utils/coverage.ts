import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** What V8 counts of the functions of this thread. */
export interface Coverage {
  /** Counting begins anew. */
  begin(): Promise<void>;
  /** Paths of the files of which a function ran since. */
  files(): Promise<ReadonlySet<string>>;
  end(): void;
}

export async function startCoverage(): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const take = async () => (await session.post('Profiler.takePreciseCoverage')).result;
  return {
    async begin() {
      await take();
    },
    async files() {
      const ran = (await take()).filter(
        ({ url, functions }) =>
          url.startsWith('file:') &&
          functions.some(({ functionName, ranges: [range] }) => functionName !== '' && range!.count > 0),
      );
      return new Set(ran.map(({ url }) => fileURLToPath(url)));
    },
    end: () => session.disconnect(),
  };
}
