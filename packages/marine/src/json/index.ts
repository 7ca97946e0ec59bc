/** Exact JSON (spec/marine-abi.md §6), for those who need nothing else of the runtime. */
export { JsonError, type JsonErrorCode } from './errors.js';
export { parseJson } from './parse.js';
export { printJson, printSortedJson } from './print.js';
export { JsonFloat, type JsonValue, jsonFloat } from './value.js';
