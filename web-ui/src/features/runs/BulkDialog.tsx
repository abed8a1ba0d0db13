import { Button, Group, Modal, Radio, ScrollArea, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { type BulkAction, type BulkResult, type RunFilter, useBulk } from '@/api/runs';
import type { RunSummary } from '@/api/types';
import { Badge } from '@/shared/ui/Badge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';

interface Props {
  readonly action: BulkAction;
  readonly verb: string;
  readonly runs: readonly RunSummary[];
  /** In the place of these runs: all that it finds. */
  readonly filter: RunFilter | undefined;
  readonly onClose: () => void;
}

const meanings: Readonly<Record<Exclude<BulkAction, 'cancel'>, string>> = {
  retry:
    'Every open incident of these runs is answered with “retry”. A change whose outcome is unknown is looked up first; nothing is made twice.',
  pause:
    'Within two seconds nothing new begins in these runs, also after a restart. What is under way is ended and recorded; timers fire after they are resumed.',
  resume: 'They go on where they stand; what came in meanwhile was kept.',
};

/** Does the same to many runs, and says of each what became of it. */
export function BulkDialog({ action, verb, runs, filter, onClose }: Props) {
  const [undo, setUndo] = useState('no');
  const [reason, setReason] = useState('');
  const [through, setThrough] = useState(0);
  const bulk = useBulk(setThrough);
  const count = filter ? 'all runs that are found' : runs.length === 1 ? 'this run' : `${runs.length} runs`;
  const act = () =>
    bulk.mutate({
      target: filter ? { filter } : { runs: runs.map((run) => run.id) },
      action,
      reason,
      ...(action === 'cancel' ? { undo: undo === 'yes' } : {}),
    });
  return (
    <Modal opened onClose={onClose} title={`${verb} ${count}?`} size="lg">
      {bulk.data ? (
        <Results results={bulk.data} runs={runs} onClose={onClose} />
      ) : (
        <Stack>
          {action !== 'cancel' ? (
            <Text size="sm">{meanings[action]}</Text>
          ) : (
            <Radio.Group label="What about the changes they have made?" value={undo} onChange={setUndo}>
              <Stack gap="xs" mt="xs">
                <Radio value="no" label="Leave them" description="They stop where they are; what was changed stays changed." />
                <Radio value="yes" label="Undo them" description="In reverse order, each as a recorded change of its own." />
              </Stack>
            </Radio.Group>
          )}
          <TextInput
            label="Why"
            placeholder="Kept in the runs and in the audit"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {bulk.isPending && filter && (
            <Text size="sm" role="status" className="numbers">
              {through} are through.
            </Text>
          )}
          <ErrorNote error={bulk.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} data-autofocus>
              Not now
            </Button>
            <Button {...(action === 'cancel' ? { color: 'red.9' } : {})} loading={bulk.isPending} onClick={act}>
              {verb} {count}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

/** Those that could not be come first. */
const mostShown = 500;

interface ResultsProps {
  readonly results: readonly BulkResult[];
  readonly runs: readonly RunSummary[];
  readonly onClose: () => void;
}

function Results({ results, runs, onClose }: ResultsProps) {
  const failed = results.filter((result) => !result.ok);
  const names = new Map(runs.map((run) => [run.id, run.workflow.name]));
  const shown = [...failed, ...results.filter((result) => result.ok)].slice(0, mostShown);
  return (
    <Stack>
      <Text size="sm" role="status">
        {results.length - failed.length} of {results.length} done
        {failed.length > 0 && `; ${failed.length} could not be`}.
        {results.length > shown.length && ` The first ${shown.length} are shown.`}
      </Text>
      <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Results' }}>
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {shown.map((result) => (
              <Table.Tr key={result.run}>
                <Table.Td>
                  <TextLink to="/runs/$runId" params={{ runId: result.run }} size="sm">
                    {names.get(result.run) ?? 'Run'}
                  </TextLink>
                  <Text size="xs" c="dimmed" className="mono">
                    {result.run}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Badge
                    tone={result.ok ? 'good' : 'bad'}
                    icon={result.ok ? <IconCircleCheckFilled aria-hidden /> : <IconAlertTriangleFilled aria-hidden />}
                  >
                    {result.ok ? 'Done' : 'Refused'}
                  </Badge>
                  {result.problem && (
                    <Text size="xs" mt={2}>
                      {result.problem.detail ?? result.problem.title}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group justify="flex-end">
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}
