import { LineChart } from '@mantine/charts';
import type { Dashboard } from '@/api/dashboard';
import { bucketLabel, measureText, type Range } from '@/model/dashboard';
import { Card, Fine } from './Card';
import { ChartCard } from './ChartCard';
import './charts.css';

interface Props {
  readonly times: Dashboard['timeToPatch'];
  readonly range: Range;
}

const title = 'Time to patch';

/** From the beginning of a run until its first change that patches. */
export function PatchChart({ times, range }: Props) {
  const known = times.buckets.filter((bucket) => bucket.seconds !== null);
  if (times.seconds === null || known.length === 0) {
    return (
      <Card title={title} size="half" summary="Not known yet">
        <Fine>
          Known once a workflow has patched a machine: the time runs from the beginning of the run to its first patch.
        </Fine>
      </Card>
    );
  }
  const { unit, per } = unitFor(Math.max(...known.map((bucket) => bucket.seconds ?? 0)));
  const data = times.buckets.map((bucket) => ({
    at: bucketLabel(bucket.at, range),
    time: bucket.seconds === null ? null : bucket.seconds / per,
  }));
  return (
    <ChartCard
      title={title}
      summary={`${measureText(times.seconds)} on average, of ${times.count} ${times.count === 1 ? 'patch' : 'patches'}.`}
      size="half"
      columns={['From', 'Time to patch', 'Patches']}
      rows={times.buckets.map((bucket) => [
        new Date(bucket.at).toLocaleString(), measureText(bucket.seconds), String(bucket.count),
      ])}
    >
      <LineChart
        h={210}
        data={data}
        dataKey="at"
        series={[{ name: 'time', label: 'Time to patch', color: 'var(--plot-line)' }]}
        connectNulls
        curveType="monotone"
        strokeWidth={2.5}
        withDots={known.length < 40}
        gridAxis="x"
        tickLine="none"
        unit={` ${unit}`}
        valueFormatter={(value) => (Math.round(value * 10) / 10).toString()}
        xAxisProps={{ minTickGap: 24 }}
        yAxisProps={{ width: 62, domain: [0, 'auto'] }}
        lineProps={{ isAnimationActive: false }}
        tooltipAnimationDuration={0}
      />
    </ChartCard>
  );
}

function unitFor(seconds: number): { readonly unit: string; readonly per: number } {
  if (seconds < 120) return { unit: 's', per: 1 };
  if (seconds < 7_200) return { unit: 'min', per: 60 };
  return seconds < 172_800 ? { unit: 'h', per: 3_600 } : { unit: 'd', per: 86_400 };
}
