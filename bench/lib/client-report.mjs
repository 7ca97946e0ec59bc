import { figure, range, table, verdict } from './format.mjs';

const NAMES = { stock: 'js-client 0.9.0', ours: '@noctiluca/client', literal: 'with { literal: true }' };

export function report({ scenarios, targets, pinned }) {
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
  return [table([heading, ...rows]), '', ...onOneCore(scenarios, targets), ...notes(pinned)].join('\n');
}

/** Calls of a second in which the client has a core to itself, and of a second of its CPU; the best scenario of each arm. */
function onOneCore(scenarios, { perSecond: wanted }) {
  return ['ours', 'literal'].map((arm) => {
    const best = (what) => Math.max(...Object.values(scenarios).map((figures) => figures[arm][what].median));
    const [rate, perCore] = [best('perSecond'), best('perCore')];
    const judged = (value) => `${figure(value)} (≥ ${wanted}: ${verdict(wanted, value)})`;
    return `${NAMES[arm]} on one core: ${judged(rate)} calls a second, ${judged(perCore)} a second of its CPU`;
  });
}

function notes(pinned) {
  return pinned ? [] : ['taskset is missing, or there is one core: client and relay shared it'];
}

function targetOf({ bytes }, arm, targets) {
  return bytes > 1000 && arm === 'ours' ? targets.large : targets[arm];
}

function judged(target, { median }) {
  return `≥ ${Math.round(1 / target)}: ${verdict(1 / median, target)}`;
}
