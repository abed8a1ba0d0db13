import { Button, Group, Text } from '@mantine/core';
import { IconArrowsDiff, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunSummary } from '@/api/types';
import { ButtonLink } from '@/shared/ui/links';
import { BulkDialog } from './BulkDialog';

interface Props {
  readonly runs: readonly RunSummary[];
  readonly onNone: () => void;
}

/** What can be done with the chosen runs. */
export function BulkBar({ runs, onNone }: Props) {
  const [asked, setAsked] = useState<{ readonly action: 'cancel' | 'retry'; readonly runs: readonly RunSummary[] }>();
  const running = runs.filter((run) => run.status === 'running');
  const stuck = runs.filter((run) => run.incidents > 0);
  const [first, second] = runs;
  const comparable = runs.length === 2 && first && second && first.workflow.id === second.workflow.id;
  return (
    <Group p="xs" gap="sm" role="toolbar" aria-label="Chosen runs">
      <Text size="sm" fw={600} className="numbers">
        {runs.length} chosen
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        disabled={stuck.length === 0}
        onClick={() => setAsked({ action: 'retry', runs: stuck })}
      >
        {stuck.length > 0 ? `Retry ${stuck.length} with incidents…` : 'Retry…'}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        disabled={running.length === 0}
        onClick={() => setAsked({ action: 'cancel', runs: running })}
      >
        {running.length > 0 ? `Cancel ${running.length} running…` : 'Cancel…'}
      </Button>
      {comparable && (
        <ButtonLink
          size="xs"
          variant="default"
          leftSection={<IconArrowsDiff size={14} aria-hidden />}
          to="/runs/compare"
          search={{ a: second.id, b: first.id }}
        >
          Compare
        </ButtonLink>
      )}
      <Button size="xs" variant="subtle" onClick={onNone}>
        Choose none
      </Button>
      {asked && <BulkDialog {...asked} onClose={() => setAsked(undefined)} />}
    </Group>
  );
}
