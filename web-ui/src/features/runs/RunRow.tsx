import { Checkbox, Group, Text } from '@mantine/core';
import { memo } from 'react';
import type { RunSummary } from '@/api/types';
import { withLocalTimes } from '@/model/time';
import { DryRunBadge, isDryRun, PausedBadge, RunBadge, TrialBadge } from '@/shared/status/RunBadge';
import { TextLink } from '@/shared/ui/links';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';
import classes from './RunTable.module.css';

interface Props {
  readonly run: RunSummary;
  readonly rowIndex: number;
  /** Undefined for somebody who may not act on runs. */
  readonly chosen: boolean | undefined;
  readonly onChoose: (id: string, on: boolean) => void;
}

export const RunRow = memo(function RunRow({ run, rowIndex, chosen, onChoose }: Props) {
  const at = withLocalTimes(run.waitingFor) || run.nodes.join(', ');
  return (
    <tr aria-rowindex={rowIndex} data-chosen={chosen || undefined}>
      {chosen !== undefined && (
        <td>
          <Checkbox
            size="xs"
            aria-label={`Choose run ${run.id}`}
            checked={chosen}
            onChange={(event) => onChoose(run.id, event.currentTarget.checked)}
          />
        </td>
      )}
      <td>
        <div className={classes['one']}>
          <TextLink to="/runs/$runId" params={{ runId: run.id }} fw={600} title={run.workflow.name}>
            {run.workflow.name}
          </TextLink>
        </div>
        <Text size="xs" c="dimmed" truncate>
          <span className="mono">{run.id}</span> · {run.workflow.version > 0 ? `v${run.workflow.version}` : 'draft'}
        </Text>
      </td>
      <td>
        <Group gap={4}>
          <RunBadge status={run.status} incidents={run.incidents} />
          {run.paused && <PausedBadge />}
          {isDryRun(run.mode) && <DryRunBadge />}
          {run.trial && <TrialBadge />}
        </Group>
      </td>
      <td>
        <Text size="sm" lineClamp={2} title={at}>
          {at || <Text span c="dimmed">–</Text>}
        </Text>
      </td>
      <td>
        <Text size="sm">
          <When at={run.startedAt} />
        </Text>
        <Text size="xs" c="dimmed" truncate title={run.startedBy}>
          by {run.startedBy}
        </Text>
      </td>
      <td>
        <Text size="sm">
          <Took from={run.startedAt} to={run.endedAt} />
        </Text>
      </td>
    </tr>
  );
});
