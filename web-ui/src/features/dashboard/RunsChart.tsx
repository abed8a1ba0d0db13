import { BarChart } from '@mantine/charts';
import type { Dashboard } from '@/api/dashboard';
import { bucketLabel, type Range, shareText } from '@/model/dashboard';
import { ChartCard } from './ChartCard';
import './charts.css';

interface Props {
  readonly runs: Dashboard['runs'];
  readonly range: Range;
}

const series = [
  { name: 'completed', label: 'Completed', color: 'var(--plot-good)' },
  { name: 'failed', label: 'Failed', color: 'var(--plot-bad)' },
  { name: 'canceled', label: 'Canceled', color: 'var(--plot-quiet)' },
];

/** How many runs ended, and how, over time. */
export function RunsChart({ runs, range }: Props) {
  const { started, completed, failed, canceled } = runs.totals;
  const ended = completed + failed + canceled;
  const data = runs.buckets.map((bucket) => ({ ...bucket, at: bucketLabel(bucket.at, range) }));
  const summary =
    `${started} started. ` +
    (ended === 0 ? 'None has ended yet.' : `Failed: ${shareText(failed, ended)} of those that ended.`);
  return (
    <ChartCard
      title="Runs"
      summary={summary}
      size="wide"
      columns={['From', 'Started', 'Completed', 'Failed', 'Canceled']}
      rows={runs.buckets.map((bucket) => [
        new Date(bucket.at).toLocaleString(), String(bucket.started), String(bucket.completed), String(bucket.failed),
        String(bucket.canceled),
      ])}
    >
      <BarChart
        h={230}
        data={data}
        dataKey="at"
        series={series}
        type="stacked"
        withLegend
        legendProps={{ verticalAlign: 'bottom', height: 30 }}
        gridAxis="x"
        tickLine="none"
        xAxisProps={{ minTickGap: 24 }}
        yAxisProps={{ allowDecimals: false, width: 34 }}
        barProps={{ maxBarSize: 34, isAnimationActive: false, stroke: 'var(--surface)', strokeWidth: 1 }}
        tooltipAnimationDuration={0}
      />
    </ChartCard>
  );
}
