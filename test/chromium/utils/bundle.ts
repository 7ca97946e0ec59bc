import { type InputOptions, rolldown } from 'rolldown';
import type { Files } from './serve.js';

/** Bundles a page's module as an app's bundler does; what it loads by address comes along. @returns with a page that runs it */
export async function bundle(input: string, options: InputOptions = {}): Promise<Files> {
  const made = await rolldown({
    input: { main: input },
    platform: 'browser',
    experimental: { resolveNewUrlToAsset: true },
    ...options,
  });
  const { output } = await made.generate({ format: 'esm', minify: true, comments: false });
  await made.close();
  const files = output.map(
    (file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const,
  );
  return new Map([['index.html', PAGE], ...files]);
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="main.js"></script>';
