import { cpus, loadavg, totalmem } from 'node:os';

/** What figures depend on; the load average tells whether others were at work meanwhile. */
export function describeMachine() {
  const cores = cpus();
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

export function machineLine({ date, node, cpu, cores, memoryGiB, loadAverage, loadAverageAfter, seconds }) {
  const load = `load average ${loadAverage[0]} before, ${loadAverageAfter[0]} after ${seconds} s`;
  return `${date}  ${cores} × ${cpu}, ${memoryGiB} GiB, Node ${node}, ${load}`;
}
