import path from 'node:path';
import { repository, startScript } from './command.js';

export type FoundNodes =
  | { readonly nodes: Readonly<Record<string, string>> }
  | { readonly nodes?: undefined; readonly reason: string };

/** Node.js in each version that this repository is for, by its version. Downloads them the first time. */
export async function findNodes(): Promise<FoundNodes> {
  const { code, stdout, stderr } = await startScript(path.join(repository, 'scripts', 'nodes.mjs'), [])
    .finished;
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as FoundNodes;
}
