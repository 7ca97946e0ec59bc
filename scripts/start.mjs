// `npm start`: installs, builds, then shows the main job: a local network, a deployment, calls from generated bindings.
import { prepare, run } from './prepare.mjs';

prepare();
run('node', ['packages/demo/dist/main.js', ...process.argv.slice(2)]);
