import { lazy, Suspense } from 'react';
import { useCatalogue } from '@/api/catalogue';
import { findNode, type WorkflowDocument } from '@/model/workflow';
import { Loading } from '@/shared/ui/Loading';
import { NodePanel } from './NodePanel';
import classes from './Picture.module.css';

const Diagram = lazy(() => import('@/shared/diagram/Diagram').then((m) => ({ default: m.Diagram })));

interface Props {
  readonly document: WorkflowDocument;
  readonly problems: ReadonlyMap<string, number>;
  readonly selected: string | undefined;
  readonly onSelect: (node: string | undefined) => void;
}

/** The workflow to look at, with what is set in the chosen node beside it. */
export function Picture({ document, problems, selected, onSelect }: Props) {
  const catalogue = useCatalogue();
  const node = selected === undefined ? undefined : findNode(document, selected);
  return (
    <div className={classes['picture']} data-split={node !== undefined}>
      <Suspense fallback={<Loading rows={1} height={420} />}>
        <Diagram
          document={document}
          catalogue={catalogue}
          label={`Diagram of ${document.name}`}
          problems={problems}
          selected={node?.id}
          onSelect={onSelect}
        />
      </Suspense>
      {node && (
        <NodePanel document={document} node={node} catalogue={catalogue} onClose={() => onSelect(undefined)} />
      )}
    </div>
  );
}
