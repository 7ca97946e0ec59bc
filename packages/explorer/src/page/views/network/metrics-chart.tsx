import '../../ui/known-language.js';
import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { isMetric, METRICS, type Metric, seriesOf } from '../../model/samples.js';
import { address, setQuery } from '../../state/address.js';
import { samples } from '../../state/network.js';
import { Notice } from '../../ui/notice.js';
import { useDark } from '../../ui/use-dark.js';
import { useSize } from '../../ui/use-size.js';

const HEIGHT = 220;
const COLOURS = ['--run', '--kept', '--call', '--arrival', '--send', '--bad'];

/** One number of all peers over the last hour. */
export function MetricsChart() {
  const metric = useComputed<Metric>(() => {
    const name = address.value.query.get('metric') ?? '';
    return isMetric(name) ? name : 'particlesPerSec';
  });
  return (
    <section class="chart" aria-labelledby="chart-title">
      <div class="title-line">
        <h2 id="chart-title">Over the last hour</h2>
        <label class="field">
          What
          <select value={metric.value} onInput={(event) => setQuery({ metric: event.currentTarget.value })}>
            {Object.entries(METRICS).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {samples.value.size === 0 ? <Notice>Asking the peers …</Notice> : <Plot metric={metric.value} />}
    </section>
  );
}

function Plot({ metric }: { readonly metric: Metric }) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const isDark = useDark();
  const names = [...samples.value.keys()];
  const key = names.join('\n');
  const plot = useRef<uPlot | undefined>(undefined);
  useEffect(() => {
    if (box.current === null || width === 0) return undefined;
    const made = new uPlot(optionsOf(key.split('\n'), width), dataOf(metric), box.current);
    plot.current = made;
    return () => {
      plot.current = undefined;
      made.destroy();
    };
  }, [metric, key, width, isDark]);
  const all = samples.value;
  useEffect(() => {
    if (all.size > 0) plot.current?.setData(dataOf(metric));
  }, [all, metric]);
  return <div ref={box} role="img" aria-label={lastValues(metric)} style={{ minHeight: `${HEIGHT}px` }} />;
}

function dataOf(metric: Metric): uPlot.AlignedData {
  const tables = [...samples.peek().values()].map((each) => seriesOf(each, metric) as uPlot.AlignedData);
  return uPlot.join(tables);
}

function lastValues(metric: Metric): string {
  const values = [...samples.value].map(
    ([name, all]) => `${name} ${seriesOf(all.slice(-1), metric)[1][0] ?? 'none'}`,
  );
  return `${METRICS[metric]}: ${values.join(', ')}`;
}

function optionsOf(names: readonly string[], width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--band') },
    ticks: { stroke: colour('--line') },
  };
  return {
    ...{ width, height: HEIGHT },
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(max * 1.1, 1)] } },
    axes: [axis, axis],
    series: [
      {},
      ...names.map((label, i) => ({
        label,
        stroke: colour(COLOURS[i % COLOURS.length]!),
        width: 1.5,
        spanGaps: true,
      })),
    ],
  };
}
