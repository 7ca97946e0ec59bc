/** What tests of several packages use; no package needs it to run. */
export { BEGIN_MS, FakeClock } from './fake-clock.js';
export { flush } from './flush.js';
export { errorOf, resultOf } from './outcomes.js';
export { ScriptedAquamarine, type ScriptedRun } from './scripted-aquamarine.js';
export { tempDir } from './temp-dir.js';
export { TempFolder, tempFolder } from './temp-folder.js';
export { unconnected } from './unconnected.js';
