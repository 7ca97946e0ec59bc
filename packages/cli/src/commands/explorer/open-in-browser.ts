import { spawn } from 'node:child_process';
import type { CliContext } from '../../context.js';

type Command = readonly [program: string, ...args: string[]];

/**
 * What opens an address in the browser of whoever sits here; undefined without a desktop.
 * @param platform as `process.platform`
 */
export function openerOf(platform: string, env: CliContext['env'], url: string): Command | undefined {
  if (platform === 'darwin') return ['open', url];
  // The first argument of `start` that is in quotes is a title, and an empty one is written so.
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : undefined;
}

/** Never rejects. @returns whether a program took it */
export async function openInBrowser(url: string, { env }: Pick<CliContext, 'env'>): Promise<boolean> {
  const opener = openerOf(process.platform, env, url);
  if (opener === undefined) return false;
  const [program, ...args] = opener;
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env: { ...env } });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}
