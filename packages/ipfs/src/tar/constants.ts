/** Unit of a tar archive, bytes (POSIX.1-2017, pax: ustar interchange format). */
export const TAR_BLOCK_BYTES = 512;

/** Type flags of that format. */
export const TAR_FILE = '0';
export const TAR_SYMLINK = '2';
export const TAR_DIRECTORY = '5';
/** Extended header of the next entry (pax), and GNU's long name of it. */
export const TAR_PAX = 'x';
export const TAR_PAX_GLOBAL = 'g';
export const TAR_GNU_LONG_NAME = 'L';

/** Longest name the plain header holds, bytes. */
export const TAR_NAME_BYTES = 100;
/** Longest extended header that is read, bytes. */
export const TAR_MAX_EXTENSION_BYTES = 64 * 1024;
