import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { EdgeLabel } from './EdgeLabel';
import type { WayEdge } from './elements';
import classes from './Way.module.css';

/** One way between two nodes: solid where a run went, with how often; quiet where it did not. */
export const Way = memo(function Way({ id, data }: EdgeProps<WayEdge>) {
  if (!data) return null;
  const { path, label, hint, otherwise, count, items, told, labelX, labelY, mark } = data;
  const taken = count === undefined ? undefined : count > 0;
  const marker = `way-end-${id}`;
  return (
    <>
      <defs>
        <marker
          id={marker}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M1 1.5 9 5 1 8.500Z" className={classes['arrow']} data-taken={taken} />
        </marker>
      </defs>
      <path
        d={path}
        className={classes['line']}
        data-taken={taken}
        data-otherwise={otherwise || undefined}
        data-mark={mark}
        markerEnd={`url(#${marker})`}
      />
      {(label !== '' || (count ?? 0) > 1 || items !== undefined) && (
        <EdgeLabel>
          <div
            className={`${classes['label']} nodrag nopan`}
            data-taken={taken}
            title={[hint, told].filter(Boolean).join('\n') || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {label !== '' && <span className={classes['text']}>{label}</span>}
            {(count ?? 0) > 1 && <span className={classes['count']}>×{count}</span>}
            {items !== undefined && <span className={classes['count']}>{items}</span>}
          </div>
        </EdgeLabel>
      )}
    </>
  );
});
