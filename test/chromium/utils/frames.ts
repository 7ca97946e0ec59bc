import type { Page } from './chromium.js';

export interface Frames {
  readonly count: number;
  /** Milliseconds. */
  readonly longest: number;
  /** Those that took longer than two of a screen of 60 Hz. */
  readonly late: number;
}

/** Frames of a page while it does something in each of them. @param perFrame a statement that knows `i`, the number of the frame */
export function framesWhile(page: Page, frames: number, perFrame: string): Promise<Frames> {
  return page.evaluate<Frames>(`new Promise((resolve) => {
    const times = [];
    let i = 0;
    let last = performance.now();
    const next = (now) => {
      times.push(now - last);
      last = now;
      if (i >= ${frames}) return resolve({ count: i, longest: Math.max(...times), late: times.filter((ms) => ms > 34).length });
      ${perFrame};
      i++;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);
}
