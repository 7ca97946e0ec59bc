import { range, table } from './format.mjs';

export function report({ none, cold, warm }) {
  const row = (label, { readyMs, deployedMs, cpuMs, rssMiB, packages }) => [
    label,
    range(readyMs),
    range(deployedMs),
    range(cpuMs),
    range(rssMiB),
    packages.join(', '),
  ];
  return table([
    [
      'from the start of the process',
      'ready, ms',
      'deployed, ms',
      'CPU until then, ms',
      'memory after 3 s, MiB',
      'packages',
    ],
    row('without system services', none),
    row('the first start (cold)', cold),
    row('the next start (warm)', warm),
  ]);
}
