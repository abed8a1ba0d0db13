import { SegmentedControl, Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Catalogue } from '@/api/types';
import { diffDocuments, isSame } from '@/model/diff';
import { marksOf, unionOf } from '@/model/union';
import type { WorkflowDocument } from '@/model/workflow';
import { Loading } from '@/shared/ui/Loading';
import { DiffList } from './DiffList';
import classes from './DiffView.module.css';

const Diagram = lazy(() => import('@/shared/diagram/Diagram').then((m) => ({ default: m.Diagram })));
const TextDiff = lazy(() => import('./TextDiff').then((m) => ({ default: m.TextDiff })));

interface Props {
  readonly before: WorkflowDocument;
  readonly after: WorkflowDocument;
  readonly catalogue: Catalogue;
  /** Which view comes first. */
  readonly start?: View;
}

type View = 'list' | 'diagram' | 'text';

/** What differs between two states of a workflow: as a list, on the diagram, as text. */
export function DiffView({ before, after, catalogue, start = 'list' }: Props) {
  const [view, setView] = useState<View>(start);
  const diff = useMemo(() => diffDocuments(before, after), [before, after]);
  const union = useMemo(() => unionOf(before, after), [before, after]);
  const marks = useMemo(() => marksOf(diff), [diff]);
  if (isSame(diff)) return <Text c="dimmed" size="sm">Nothing differs.</Text>;
  return (
    <section aria-label="Differences">
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label="Show differences as"
        value={view}
        onChange={(next) => setView(next as View)}
        data={[
          { value: 'list', label: 'List' },
          { value: 'diagram', label: 'Diagram' },
          { value: 'text', label: 'Text' },
        ]}
      />
      {view === 'list' && <DiffList diff={diff} />}
      {view !== 'list' && (
        <Suspense fallback={<Loading rows={1} height={320} />}>
          {view === 'text' ? (
            <TextDiff before={before} after={after} />
          ) : (
            <div className={classes['diagram']}>
              <Diagram document={union} catalogue={catalogue} label="Differences on the diagram" marks={marks} />
            </div>
          )}
        </Suspense>
      )}
    </section>
  );
}
