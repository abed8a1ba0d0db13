import { Checkbox, Paper, ScrollArea, Text } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RunFilter } from '@/api/runs';
import { useCan } from '@/api/session';
import type { RunSummary } from '@/api/types';
import { BulkBar } from './BulkBar';
import { RunRow } from './RunRow';
import classes from './RunTable.module.css';

interface Props {
  /** What they were found by. */
  readonly filter: RunFilter;
  readonly runs: readonly RunSummary[];
  readonly more: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

const rowHeight = 62;
const askAhead = 40;

/** Runs in rows, of which only those in sight are drawn; more are fetched on the way down. */
export function RunTable({ filter, runs, more, loading, onMore }: Props) {
  const operator = useCan('operator');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const from = body.current?.getBoundingClientRect().top ?? 0;
    setTop(from + window.scrollY);
  }, [chosen.size]);
  // Its answers change between renders, so nothing of it is remembered here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useWindowVirtualizer({
    count: runs.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => runs[index]?.id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= runs.length - askAhead) onMore();
  }, [more, loading, last, runs.length, onMore]);

  const before = (rows[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((rows.at(-1)?.end ?? top) - top);
  const selected = runs.filter((run) => chosen.has(run.id));
  const toggle = (id: string, on: boolean) =>
    setChosen((kept) => {
      const next = new Set(kept);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });

  return (
    <Paper radius="lg" p="xs">
      {selected.length > 0 && (
        <BulkBar
          runs={selected}
          beyond={more && selected.length === runs.length ? filter : undefined}
          onNone={() => setChosen(new Set())}
        />
      )}
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Runs' }}>
        <table className={classes['table']} aria-rowcount={runs.length + 1}>
          <thead>
            <tr>
              {operator && (
                <th className={classes['choice']}>
                  <Checkbox
                    size="xs"
                    aria-label="Choose all that are loaded"
                    checked={selected.length === runs.length}
                    indeterminate={selected.length > 0 && selected.length < runs.length}
                    onChange={(event) => setChosen(new Set(event.currentTarget.checked ? runs.map((run) => run.id) : []))}
                  />
                </th>
              )}
              <th scope="col">Run</th>
              <th scope="col" className={classes['state']}>State</th>
              <th scope="col">Now at</th>
              <th scope="col" className={classes['started']}>Started</th>
              <th scope="col" className={classes['took']}>Took</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {before > 0 && <Space height={before} />}
            {rows.map(({ index, key }) => {
              const run = runs[index];
              return (
                run && (
                  <RunRow
                    key={key}
                    run={run}
                    rowIndex={index + 2}
                    chosen={operator ? chosen.has(run.id) : undefined}
                    onChoose={toggle}
                  />
                )
              );
            })}
            {after > 0 && <Space height={after} />}
          </tbody>
        </table>
      </ScrollArea>
      <Text size="xs" c="dimmed" ta="center" p="xs" role="status">
        {loading ? 'Fetching older runs…' : more ? `${runs.length} loaded; scroll on for older ones` : `${runs.length} in all`}
      </Text>
    </Paper>
  );
}

function Space({ height }: { readonly height: number }) {
  return <tr aria-hidden className={classes['space']} style={{ height }} />;
}
