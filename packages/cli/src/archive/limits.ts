/** Bounds of what is unpacked: far above any service, far below what fills a disk. */
export const ARCHIVE_LIMITS = {
  /** Bytes of an archive. */
  packed: 64 * 1024 * 1024,
  /** Bytes of all that is in it. */
  unpacked: 256 * 1024 * 1024,
  entries: 10_000,
} as const;
