import { range, table, verdict } from './format.mjs';

const NAMES = { stock: 'js-client 0.9.0', ours: '@noctiluca/client', literal: 'with { literal: true }' };

export function report({ scenarios, targets }) {
  const rows = Object.entries(scenarios).flatMap(([scenario, figures]) =>
    Object.entries(NAMES).map(([arm, name], i) => {
      const { perSecond, perCore, cpuMs, part } = figures[arm];
      const target = arm === 'stock' ? '' : judged(targetOf(figures, arm, targets), part);
      return [
        i === 0 ? scenario : '',
        name,
        range(perSecond),
        range(cpuMs),
        range(part),
        target,
        range(perCore),
      ];
    }),
  );
  const heading = [
    'calls of op.identity',
    '',
    'per second',
    'CPU ms a call',
    'js-client / it',
    'target',
    'per s of CPU',
  ];
  return table([heading, ...rows]);
}

function targetOf({ bytes }, arm, targets) {
  return bytes > 1000 && arm === 'ours' ? targets.large : targets[arm];
}

function judged(target, { median }) {
  return `≥ ${Math.round(1 / target)}: ${verdict(1 / median, target)}`;
}
