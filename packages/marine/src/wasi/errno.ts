/** Error numbers of WASI preview1 that this runtime answers. */
export const ERRNO = {
  SUCCESS: 0,
  TOOBIG: 1,
  ACCES: 2,
  AGAIN: 6,
  BADF: 8,
  BUSY: 10,
  DQUOT: 19,
  EXIST: 20,
  FAULT: 21,
  FBIG: 22,
  ILSEQ: 25,
  INTR: 27,
  INVAL: 28,
  IO: 29,
  ISDIR: 31,
  LOOP: 32,
  MFILE: 33,
  MLINK: 34,
  NAMETOOLONG: 37,
  NFILE: 41,
  NOENT: 44,
  NOMEM: 48,
  NOSPC: 51,
  NOSYS: 52,
  NOTDIR: 54,
  NOTEMPTY: 55,
  NOTSUP: 58,
  NXIO: 60,
  OVERFLOW: 61,
  PERM: 63,
  PIPE: 64,
  ROFS: 69,
  SPIPE: 70,
  TXTBSY: 74,
  XDEV: 75,
  NOTCAPABLE: 76,
} as const;

/** Ends a WASI function with an errno; caught where the function was called from. */
export class WasiFault extends Error {
  readonly errno: number;
  override readonly name = 'WasiFault';

  constructor(errno: number) {
    super(`errno ${errno}`);
    this.errno = errno;
  }
}

export function fault(errno: number): never {
  throw new WasiFault(errno);
}

/** System errors whose names differ from WASI's. */
const ALIASES: Readonly<Record<string, number>> = {
  EOPNOTSUPP: ERRNO.NOTSUP,
  EWOULDBLOCK: ERRNO.AGAIN,
};

const NAMES: ReadonlyMap<string, number> = new Map([
  ...Object.entries(ERRNO).map(([name, errno]) => [name === 'TOOBIG' ? 'E2BIG' : `E${name}`, errno] as const),
  ...Object.entries(ALIASES),
]);

/** The errno of an error of `node:fs`; `undefined` for an error that no system call made. */
export function errnoOf(error: unknown): number | undefined {
  if (error instanceof WasiFault) return error.errno;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if ('syscall' in error) return NAMES.get(error.code) ?? ERRNO.IO;
  return error.code === 'ERR_OUT_OF_RANGE' ? ERRNO.INVAL : undefined;
}
