import type { WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';

const LAST_STREAM = 2;

/** No directory is opened for the module, so a path call names a stream or nothing. */
const withoutDirectories = (fd: number): number => (fd >= 0 && fd <= LAST_STREAM ? ERRNO.NOTDIR : ERRNO.BADF);

/** `path_symlink` and the like take their descriptor elsewhere. */
const secondIsDirectory = (_target: number, _length: number, fd: number): number => withoutDirectories(fd);

export function pathFunctions(): WasiFunctions {
  const names = [
    'path_create_directory',
    'path_filestat_get',
    'path_filestat_set_times',
    'path_link',
    'path_open',
    'path_readlink',
    'path_remove_directory',
    'path_rename',
    'path_unlink_file',
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, withoutDirectories])),
    path_symlink: secondIsDirectory,
  };
}
