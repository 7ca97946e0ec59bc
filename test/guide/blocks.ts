import { readFile } from 'node:fs/promises';

/** A fenced block of a page of the guide. What stands after the language says what becomes of it. */
export interface GuideBlock {
  readonly language: string;
  readonly text: string;
  /** Line of its first fence. */
  readonly line: number;
  /** `file=…`: what the reader writes into that file. */
  readonly file?: string;
  /** `in=…`: a part of a file that is there. */
  readonly part?: string;
  /** `elsewhere=…`: commands for a machine that is not this one, and which. */
  readonly elsewhere?: string;
  /** `needs=rust`, `needs=anvil`: commands that not every machine has what they need for, and what these print. */
  readonly needs?: string;
  /** `fails`: the commands end with another code than 0. */
  readonly fails: boolean;
}

/** The blocks of a page, in order. */
export async function guideBlocks(file: string): Promise<GuideBlock[]> {
  const page = await readFile(file, 'utf8');
  return [...page.matchAll(/^```(\w*)([^\n]*)\n(.*?)^```$/gms)].map((found) => {
    const [, language = '', info = '', text = ''] = found;
    const line = page.slice(0, found.index).split('\n').length;
    return { language, text, line, ...wordsOf(info) };
  });
}

function wordsOf(info: string): Omit<GuideBlock, 'language' | 'text' | 'line'> {
  const word = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(info)?.[1];
  const [file, part, elsewhere, needs] = ['file', 'in', 'elsewhere', 'needs'].map(word);
  return {
    ...(file === undefined ? {} : { file }),
    ...(part === undefined ? {} : { part }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(needs === undefined ? {} : { needs }),
    fails: /\bfails\b/.test(info),
  };
}

/** Pages that a page links to as `[…](name.md)`, in order. */
export async function pagesOf(index: string): Promise<string[]> {
  const page = await readFile(index, 'utf8');
  return [...new Set([...page.matchAll(/\]\((\w[\w-]*\.md)\)/g)].map(([, name]) => name!))];
}
