import type { CliContext } from '../../context.js';
import { LiveScreen } from './live-screen.js';
import type { Output } from './palette.js';
import { PlainScreen, type Screen } from './screen.js';
import { viewOf } from './view.js';

/** A screen for standard error; live where it is a terminal that can move its cursor. */
export function createScreen(output: Output, env: CliContext['env']): Screen {
  const isLive = output.isTTY === true && env.TERM !== 'dumb';
  return isLive ? new LiveScreen(output, () => viewOf(output, env)) : new PlainScreen(output);
}

/** The screen of a command; of one whose caller brings none, plain lines. */
export function screenOf({ screen, process }: CliContext): Screen {
  return screen ?? new PlainScreen(process.stderr);
}
