import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isWorkspace, newWorkspace, withMembers } from './workspace-text.js';

export const CARGO_TOML = 'Cargo.toml';

/** The folder of the workspace that a crate's folder lies in, no further up than the project; else the project's. */
export async function workspaceOf(crate: string, rootDir: string): Promise<string> {
  const isInside = !path.relative(rootDir, crate).startsWith('..');
  if (!isInside) return crate;
  for (let folder = crate; folder !== rootDir; folder = path.dirname(folder)) {
    const text = await readFile(path.join(folder, CARGO_TOML), 'utf8').catch(() => '');
    if (isWorkspace(text)) return folder;
  }
  return rootDir;
}

/**
 * Makes crates members of a workspace, as cargo wants those below it to be; upstream does the same.
 * @param workspace its folder; a `Cargo.toml` is made when there is none
 * @returns the file when it was written
 */
export async function ensureMembers(
  workspace: string,
  crates: readonly string[],
): Promise<string | undefined> {
  const members = crates
    .map((crate) => path.relative(workspace, crate).split(path.sep).join('/'))
    .filter((member) => member !== '');
  const file = path.join(workspace, CARGO_TOML);
  const before = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  if (members.length === 0) return undefined;
  const after = before === undefined ? newWorkspace(members) : withMembers(before, members);
  if (after === before) return undefined;
  await writeFile(file, after);
  return file;
}
