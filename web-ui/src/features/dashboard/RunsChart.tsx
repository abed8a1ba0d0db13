import { BarChart } from '@mantine/charts';
import type { Dashboard } from '@/api/dashboard';
import { bucketLabel, type Range, shareText, underWay } from '@/model/dashboard';
import { ChartCard } from './ChartCard';
import './charts.css';

interface Props {
  readonly runs: Dashboard['runs'];
  readonly range: Range;
}

const series = [
  { name: 'completed', label: 'Completed', color: 'var(--plot-good)' },
  { name: 'running', label: 'Under way', color: 'var(--plot-open)' },
  { name: 'failed', label: 'Stuck', color: 'var(--plot-bad)' },
  { name: 'canceled', label: 'Canceled', color: 'var(--plot-quiet)' },
];

/** How the runs stand that began in the span, by when they began. */
export function RunsChart({ runs, range }: Props) {
  const { started, failed } = runs.totals;
  const data = runs.buckets.map((bucket) => ({ ...bucket, running: underWay(bucket), at: bucketLabel(bucket.at, range) }));
  const summary =
    `${started} started in this span. ` +
    (failed === 0 ? 'None is stuck.' : `Stuck until a person answers an incident: ${shareText(failed, started)}.`);
  return (
    <ChartCard
      title="Runs"
      summary={summary}
      size="wide"
      columns={['From', 'Started', 'Completed', 'Under way', 'Stuck', 'Canceled']}
      rows={runs.buckets.map((bucket) => [
        new Date(bucket.at).toLocaleString(), String(bucket.started), String(bucket.completed),
        String(underWay(bucket)), String(bucket.failed), String(bucket.canceled),
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
