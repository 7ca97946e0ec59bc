import { type CallServiceResult, type GenericCallServiceHandler, ResultCodes, success } from '../calls.js';
import type { ServiceTable } from '../service-table.js';
import { array } from './arrays.js';
import { debug, json } from './json.js';
import { cmp, math } from './numbers.js';
import { op } from './op.js';
import { notHere, peer } from './peer.js';

type Service = Record<string, GenericCallServiceHandler>;

const console_: Service = {
  print: ({ args }) => {
    console.log(...args);
    return success({});
  },
};

/** What every client answers, as js-client 0.9 does. */
export const builtInServices: Record<string, Service> = {
  ...notHere,
  peer: { ...notHere.peer, ...peer },
  op,
  debug,
  math,
  cmp,
  array,
  json,
  'run-console': console_,
};

export function registerBuiltIns(table: ServiceTable): void {
  for (const [serviceId, service] of Object.entries(builtInServices)) {
    for (const [fnName, handler] of Object.entries(service)) {
      table.common(serviceId, fnName, (req) => named(serviceId, fnName, handler(req)));
    }
  }
}

/** The answer; a failure names the function. */
function named(
  serviceId: string,
  fnName: string,
  answer: CallServiceResult | Promise<CallServiceResult>,
): CallServiceResult | Promise<CallServiceResult> {
  if (answer instanceof Promise) return answer.then((later) => named(serviceId, fnName, later));
  if (answer.retCode !== ResultCodes.error || typeof answer.result !== 'string') return answer;
  return { ...answer, result: `("${serviceId}" "${fnName}") ${answer.result}` };
}
