import { createHash } from 'node:crypto';
import path from 'node:path';

/** What can be downloaded, and where upstream keeps it in `.fluence`. */
export const DOWNLOADS = { service: 'services', module: 'modules', spell: 'spells' } as const;
export type DownloadKind = keyof typeof DOWNLOADS;

const MAX_PREFIX = 100;

/** Where the archive of a URL is unpacked: as upstream calls it, so that what it downloaded is used. */
export function downloadFolder(fluenceDir: string, kind: DownloadKind, url: string): string {
  const hash = createHash('md5').update(url).digest('hex');
  const last = url.replace('.tar.gz?raw=true', '').replace(/\/$/, '').split('/').at(-1)!;
  const prefix = fileName(last);
  return path.join(fluenceDir, DOWNLOADS[kind], prefix === '' ? hash : `${prefix}_${hash}`);
}

/** Signs that no file name has become one `!`, as upstream's library does it. */
function fileName(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file names must not have
  const plain = text.replace(/[<>:"/\\|?*\u0000-\u001f]+/g, '!').replace(/^\.+$/, '!');
  return (plain.length > 1 ? plain.replace(/^!+|!+$/g, '') : plain).slice(0, MAX_PREFIX);
}
