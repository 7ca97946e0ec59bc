import { NO_COLOURS, type Output, type Palette, paletteOf } from './palette.js';

/** What a text is laid out for. */
export interface View {
  /** Columns of the terminal; undefined: there is none, and nothing is cut or wrapped. */
  readonly width?: number;
  readonly palette: Palette;
}

/** Files, pipes, programs. */
export const PLAIN_VIEW: View = { palette: NO_COLOURS };

/** Columns below which nothing is laid out any more. */
const MIN_WIDTH = 20;

export function viewOf(output: Output, env: Readonly<Record<string, string | undefined>>): View {
  const palette = paletteOf(output, env);
  if (output.isTTY !== true || !output.columns) return { palette };
  return { width: Math.max(MIN_WIDTH, output.columns), palette };
}
