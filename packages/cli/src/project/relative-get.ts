import path from 'node:path';

/** A path as a file says it: relative to its own folder, with `/`. */
export function relativeGet(file: string, target: string): string {
  return path.relative(path.dirname(file), target).split(path.sep).join('/') || '.';
}
