/** Error numbers of WASI preview1 that this runtime answers. */
export const ERRNO = {
  SUCCESS: 0,
  BADF: 8,
  FAULT: 21,
  INVAL: 28,
  NOSYS: 52,
  NOTDIR: 54,
  SPIPE: 70,
} as const;
