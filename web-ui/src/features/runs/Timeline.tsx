import { ScrollArea, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { journalQuery } from '@/api/runs';
import type { Run } from '@/api/types';
import { type Moment, momentsOf, withoutEchoes } from '@/model/journal';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';
import classes from './Timeline.module.css';

interface Props {
  readonly run: Run;
  readonly onShow: (node: string) => void;
}

const shownMax = 400;

/** The run's story, newest first. */
export function Timeline({ run, onShow }: Props) {
  const client = useQueryClient();
  const journal = useQuery(journalQuery(run.id, client));
  const { refetch } = journal;
  useEffect(() => void refetch(), [refetch, run.version]);
  const moments = useMemo(() => withoutEchoes(momentsOf(journal.data ?? [], run)).toReversed(), [journal.data, run]);
  if (journal.isPending) return <Loading rows={4} height={34} />;
  if (journal.isError) return <ErrorNote error={journal.error} onRetry={() => void refetch()} />;
  return (
    <ScrollArea.Autosize mah={620} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Timeline' }}>
      <ol className={classes['line']} reversed>
        {moments.slice(0, shownMax).map((moment) => (
          <Line key={moment.key} moment={moment} onShow={onShow} />
        ))}
      </ol>
      {moments.length > shownMax && `The ${moments.length - shownMax} oldest are left out here.`}
    </ScrollArea.Autosize>
  );
}

function Line({ moment, onShow }: { readonly moment: Moment; readonly onShow: (node: string) => void }) {
  const { node } = moment;
  return (
    <li className={classes['moment']} data-tone={moment.tone}>
      <span className={classes['dot']} aria-hidden />
      <span className={classes['time']}>
        <When at={moment.at} as="time" />
      </span>
      <span className={classes['words']}>
        {node ? (
          <UnstyledButton className={classes['text']} onClick={() => onShow(node)}>
            {moment.text}
          </UnstyledButton>
        ) : (
          <span className={classes['text']}>{moment.text}</span>
        )}
        {moment.detail && <span className={classes['detail']}>{moment.detail}</span>}
        {moment.again && (
          <span className={classes['detail']}>
            and {moment.again.times} more {moment.again.times === 1 ? 'time' : 'times'}, last <When at={moment.again.last} as="time" />
          </span>
        )}
      </span>
    </li>
  );
}
