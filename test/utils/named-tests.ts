import { readFileSync } from 'node:fs';

/** What a test is found by: its file below the repository, and its title or the name of its function in Rust. */
export type NamedTest = readonly [file: string, title: string];

const root = new URL('../../', import.meta.url);

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A file of this repository. */
export const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** Whether a file has a test of that title which is not skipped. */
export function hasTest([file, title]: NamedTest): boolean {
  const name = literally(title);
  const isTest = file.endsWith('.rs')
    ? new RegExp(`#\\[test\\]\\s+(?:#\\[[^\\]]*\\]\\s+)*fn ${name}\\(`)
    : new RegExp(`(?:^\\s*(?:it|test)|\\))\\(\\s*(['"\`])${name}\\1`, 'm');
  return isTest.test(read(file));
}
