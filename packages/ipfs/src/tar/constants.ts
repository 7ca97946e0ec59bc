/** Unit of a tar archive, bytes (POSIX.1-2017, pax: ustar interchange format). */
export const TAR_BLOCK_BYTES = 512;

/** Type flags of that format. */
export const TAR_FILE = '0';
export const TAR_DIRECTORY = '5';
/** Extended header of the next entry (pax). */
export const TAR_PAX = 'x';

/** Longest name the plain header holds, bytes. */
export const TAR_NAME_BYTES = 100;
