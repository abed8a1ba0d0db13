import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { pausesQuery, useResume } from '@/api/pauses';
import { useCan } from '@/api/session';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { When } from '@/shared/ui/When';
import classes from './StopBanner.module.css';

/** Says on every page that everything stands still, for as long as it does. */
export function StopBanner() {
  const { data: pauses } = useQuery(pausesQuery);
  const operator = useCan('operator');
  const admin = useCan('admin');
  const resume = useResume();
  const stop = pauses?.find((pause) => pause.scope === 'everything');
  if (!stop) return null;
  const act = () =>
    resume.mutate(
      { scope: 'everything' },
      { onSuccess: () => notifyDone('Everything goes on.'), onError: notifyProblem },
    );
  return (
    <div className={classes['banner']} role="alert">
      <IconHandStop size={20} aria-hidden />
      <div className={classes['text']}>
        <strong>Everything is stopped.</strong> Nothing new begins; what comes in is kept. By {stop.by},{' '}
        <When at={stop.since} />
        {stop.reason && <>: {stop.reason}</>}
      </div>
      {(operator || admin) && (
        <Button size="xs" variant="white" color="red.9" loading={resume.isPending} onClick={act}>
          Resume everything
        </Button>
      )}
    </div>
  );
}
