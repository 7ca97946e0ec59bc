/** A timer, or an interval, that does not keep a program alive; browsers know no such thing. */
export function background(timer: NodeJS.Timeout): NodeJS.Timeout {
  if (typeof timer === 'object') timer.unref();
  return timer;
}
