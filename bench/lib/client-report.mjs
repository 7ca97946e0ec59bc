import { range, table } from './format.mjs';

export function report(calls) {
  const rows = Object.entries(calls).flatMap(([call, { stock, ours, msRatio, cpuRatio }]) => [
    [call, 'js-client', range(stock.ms), range(stock.cpuMs)],
    ['', '@noctiluca/client', range(ours.ms), range(ours.cpuMs)],
    ['', 'times as much', range(msRatio), range(cpuRatio)],
  ]);
  return table([['one call after the other', '', 'ms', 'CPU ms of the client'], ...rows]);
}
