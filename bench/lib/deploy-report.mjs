import { figure, range, table } from './format.mjs';

const LABELS = {
  fromNothing: 'deploy from nothing',
  unchanged: 'deploy, nothing changed',
  oneSpell: 'deploy, one spell of three workers changed',
  oneService: 'deploy, one service of two workers changed',
  status: 'system status',
  runWarm: 'run, a call at the relay, the second time',
  runLocal: 'run, a local function, the second time',
};

export function report({ other, here, there }) {
  const rows = Object.entries(LABELS).map(([step, label]) => {
    const own = range(here[step]);
    return there === undefined
      ? [label, own]
      : [label, own, range(there[step]), figure(there[step].median / here[step].median)];
  });
  const heading = there === undefined ? ['ms', 'here'] : ['ms', 'here', other, 'times as long there'];
  return table([heading, ...rows]);
}
