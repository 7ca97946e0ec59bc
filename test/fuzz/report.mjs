const MIB = 1024 * 1024;
const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;

/** A few lines for people. */
export function renderReport({ kind, seed, from, count, outcomes, slowest, memory, seconds, failures }) {
  const perSec = Math.round(count / seconds);
  const lines = [
    `${kind}: ${count} inputs from ${from}, seed ${seed}, ${seconds.toFixed(1)} s (${perSec}/s)`,
  ];
  const sorted = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  for (const [outcome, times] of sorted.slice(0, 40)) lines.push(`  ${String(times).padStart(8)} ${outcome}`);
  if (slowest) lines.push(`  slowest: input ${slowest.index}, ${slowest.ms.toFixed(1)} ms`);
  if (memory) {
    const { before, after } = memory;
    const used = ({ heapUsed, arrayBuffers }) => mib(heapUsed + arrayBuffers);
    lines.push(
      `  heap and buffers after gc: ${used(before)} → ${used(after)}; rss ${mib(before.rss)} → ${mib(after.rss)}`,
    );
  }
  return [...lines, ...failures.map((failure) => `  FAILED ${failure}`)].join('\n');
}
