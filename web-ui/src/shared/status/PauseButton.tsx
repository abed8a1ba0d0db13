import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { isPaused, pausesQuery, usePause, useResume } from '@/api/pauses';
import { notifyProblem } from '@/shared/ui/notify';

interface Props {
  readonly scope: 'run' | 'workflow';
  readonly id: string;
}

/** Pauses a run or all runs of a workflow, or lets them go on; for people who may. */
export function PauseButton({ scope, id }: Props) {
  const { data: pauses } = useQuery(pausesQuery);
  const pause = usePause();
  const resume = useResume();
  const paused = isPaused(pauses, scope, id);
  const change = paused ? resume : pause;
  const what = scope === 'run' ? 'the run' : 'all its runs';
  return (
    <Button
      variant="default"
      title={paused ? `Lets ${what} go on` : `Ends what is under way and begins nothing else in ${what}`}
      leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
      loading={change.isPending}
      onClick={() => change.mutate({ scope, id }, { onError: notifyProblem })}
    >
      {paused ? 'Resume' : 'Pause'}
    </Button>
  );
}
