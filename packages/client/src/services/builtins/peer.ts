import { failure, success } from '../calls.js';
import { aNumber, aString, taking } from './checks.js';

/** Functions that a peer has and a client has not, each by its service. */
const NOT_HERE: Record<string, readonly string[]> = {
  peer: ['is_connected', 'connect', 'get_contact'],
  kad: ['neighborhood', 'merge'],
  srv: ['list', 'create', 'get_interface', 'resolve_alias', 'add_alias', 'remove'],
  dist: [
    'add_module_from_vault',
    'add_module',
    'add_blueprint',
    'make_module_config',
    'load_module_config',
    'default_module_config',
    'make_blueprint',
    'load_blueprint',
    'list_modules',
    'get_module_interface',
    'list_blueprints',
  ],
  script: ['add', 'remove', 'list'],
};

export const notHere = Object.fromEntries(
  Object.entries(NOT_HERE).map(([service, names]) => [
    service,
    Object.fromEntries(
      names.map((name) => [
        name,
        () => failure(`The JS implementation of Peer does not support "${service}.${name}"`),
      ]),
    ),
  ]),
);

export const peer = {
  // What js-client 0.9.0 answers.
  identify: () => success({ external_addresses: [], node_version: 'js-0.23.0', air_version: 'js-0.24.2' }),
  timestamp_ms: () => success(Date.now()),
  timestamp_sec: () => success(Math.floor(Date.now() / 1000)),
  timeout: taking([aNumber, aString], async (durationMs, message) => {
    await new Promise((resolve) => setTimeout(resolve, durationMs));
    return success(message);
  }),
};
