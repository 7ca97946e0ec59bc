/** How much a service may keep below a directory of the host that its modules see. */
export interface DirectoryQuota {
  /** What refusals are told by. */
  readonly name: string;
  /** Host path; mapped directories that are it or below it share the quota. Relative ones as in `mappedDirs`. */
  readonly path: string;
  /** Lengths of all files, bytes. */
  readonly maxBytes: number;
  /** Files, directories and links. */
  readonly maxEntries: number;
  /**
   * What the quota is for. `each`: every directory in `path` by itself, while nothing is made, moved or removed in `path`.
   * Others may write there too; of what several write at once a sixteenth each is noticed late. @default 'all'
   */
  readonly of?: 'all' | 'each';
}

/** Writes that a quota refused with `ENOSPC`: for bytes, and for new entries. */
export interface DirectoryRefusal {
  readonly name: string;
  readonly bytes: number;
  readonly entries: number;
}
