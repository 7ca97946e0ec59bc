/** Where something is written: a terminal, a file, a pipe. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Paint = (text: string) => string;

/** Colours by what they mean. */
export interface Palette {
  /** Done, up, as wanted. */
  readonly good: Paint;
  /** Failed, gone. */
  readonly bad: Paint;
  /** To be looked at. */
  readonly warn: Paint;
  /** Whose a line is. */
  readonly name: Paint;
  /** There for who looks for it. */
  readonly faint: Paint;
  readonly strong: Paint;
}

const same: Paint = (text) => text;
export const NO_COLOURS: Palette = {
  ...{ good: same, bad: same, warn: same },
  ...{ name: same, faint: same, strong: same },
};

const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    text === '' ? text : `\u001b[${on}m${text}\u001b[${off}m`;
const COLOURS: Palette = {
  ...{ good: sgr(32, 39), bad: sgr(31, 39), warn: sgr(33, 39) },
  ...{ name: sgr(36, 39), faint: sgr(2, 22), strong: sgr(1, 22) },
};

/**
 * Colours on a terminal, and none elsewhere. `NO_COLOR` (any value) is for none, `FORCE_COLOR` (any but `0` and `false`) for
 * some everywhere and, as in Node.js itself, before `NO_COLOR`.
 */
export function paletteOf({ isTTY }: Pick<Output, 'isTTY'>, env: Environment): Palette {
  return isColoured(isTTY === true, env) ? COLOURS : NO_COLOURS;
}

function isColoured(isTTY: boolean, { FORCE_COLOR, NO_COLOR, TERM }: Environment): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && !NO_COLOR && TERM !== 'dumb';
}
