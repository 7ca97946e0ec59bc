// `npm start`: installs, builds, then shows the main job: a local network, a deployment, calls from generated bindings.
import { attend, prepare } from './prepare.mjs';

prepare();
attend(['packages/demo/dist/main.js', ...process.argv.slice(2)]);
