/** A page's thread may not sleep, and pages share no memory unless they are isolated: it is kept busy. @param ms milliseconds */
export function pause(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
