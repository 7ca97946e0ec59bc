import { readFile } from 'node:fs/promises';

/** A fenced block of a page. */
export interface Block {
  /** What stands after the fence: `ts`, `js`; empty for commands. */
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a Markdown file, in order. */
export async function blocksOf(file: string): Promise<Block[]> {
  const page = await readFile(file, 'utf8');
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}
