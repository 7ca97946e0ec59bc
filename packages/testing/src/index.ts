/** What tests of several packages use; no package needs it to run. */
export { BEGIN_MS, FakeClock } from './fake-clock.js';
export { flush } from './flush.js';
