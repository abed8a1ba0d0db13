import type { EdgeProps } from '@xyflow/react';
import { memo, use } from 'react';
import { EdgeLabel } from '@/shared/diagram/EdgeLabel';
import way from '@/shared/diagram/Way.module.css';
import { useEditor, useEditorStore } from '../useEditor';
import { useCanvas } from './canvasStore';
import { FarContext } from './far';
import { FarWire } from './FarWire';
import type { FlowEdge, WireData } from './flow';
import classes from './WireView.module.css';

/** One way to edit: its line, its label, and a “+” that puts a node into it. */
export const WireView = memo(function WireView({ id, data, selected }: EdgeProps<FlowEdge>) {
  const far = use(FarContext);
  if (!data) return null;
  return far ? <FarWire data={data} selected={selected} /> : <NearWire id={id} data={data} selected={selected} />;
});

interface WireProps {
  readonly id: string;
  readonly data: WireData;
  readonly selected: boolean | undefined;
}

function NearWire({ id, data, selected }: WireProps) {
  const dropping = useCanvas((state) => state.dropEdge === id);
  const mayEdit = useEditor((state) => state.rights.edit);
  const { path, label, hint, otherwise, count, items, told, labelX, labelY, plus, problems, insertable } = data;
  const taken = count === undefined ? undefined : count > 0;
  const marker = `wire-end-${id}`;
  return (
    <g className={classes['wire']} data-selected={selected || undefined} data-dropping={dropping || undefined} data-bad={problems > 0 || undefined}>
      <defs>
        <marker id={marker} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
          <path d="M1 1.5 9 5 1 8.500Z" className={`${way['arrow']} ${classes['arrow']}`} data-taken={taken} />
        </marker>
      </defs>
      <path d={path} className={`react-flow__edge-interaction ${classes['reach']}`} />
      <path
        d={path}
        className={`${way['line']} ${classes['line']}`}
        data-taken={taken}
        data-otherwise={otherwise || undefined}
        markerEnd={`url(#${marker})`}
      />
      {insertable && mayEdit && <Plus id={id} x={plus.x} y={plus.y} />}
      {(label !== '' || (count ?? 0) > 1 || items !== undefined || problems > 0) && (
        <EdgeLabel>
          <div
            className={`${way['label']} ${classes['label']} nodrag nopan`}
            data-taken={taken}
            data-bad={problems > 0 || undefined}
            title={[hint, told].filter(Boolean).join('\n') || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {problems > 0 && <span className={classes['bad']}>!</span>}
            {label !== '' && <span className={way['text']}>{label}</span>}
            {label === '' && problems > 0 && <span className={way['text']}>condition?</span>}
            {(count ?? 0) > 1 && <span className={way['count']}>×{count}</span>}
            {items !== undefined && <span className={way['count']}>{items}</span>}
          </div>
        </EdgeLabel>
      )}
    </g>
  );
}

interface PlusProps {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** In reach of the pointer only; by keyboard the same is N on the selected way. */
function Plus({ id, x, y }: PlusProps) {
  const store = useEditorStore();
  const open = (target: Element) => {
    const { left, bottom } = target.getBoundingClientRect();
    store.setState({ picker: { for: 'edge', edge: id, anchor: { x: left, y: bottom + 6 } } });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- N on the way itself is its key
    <g
      role="button"
      tabIndex={-1}
      aria-label="Put a node into this way"
      className={`${classes['plus']} nopan`}
      transform={`translate(${x} ${y})`}
      onClick={(event) => {
        event.stopPropagation();
        open(event.currentTarget);
      }}
    >
      <circle r="15" className={classes['plusReach']} />
      <rect x="-10" y="-10" width="20" height="20" rx="6.5" />
      <path d="M-4.500 0H4.500M0-4.500V4.500" />
    </g>
  );
}
