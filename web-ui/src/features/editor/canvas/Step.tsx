import { goesSeveralWays } from '@/model/graph';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { IconClockExclamation, IconPinFilled, IconPlus } from '@tabler/icons-react';
import { memo, use } from 'react';
import { stalenessText } from '@/model/stale';
import { nodeName } from '@/model/workflow';
import { Face, Marks } from '@/shared/diagram/Face';
import shape from '@/shared/diagram/Shape.module.css';
import { useEditor, useEditorStore } from '../useEditor';
import { useCanvas } from './canvasStore';
import { FarContext } from './far';
import { FarStep } from './FarStep';
import type { StepNode } from './flow';
import { portIn, portOut } from './ports';
import { RenameField } from './RenameField';
import { Sides } from './Sides';
import classes from './Step.module.css';

/** One node to edit: its face, its ports, and what is odd about it. */
export const Step = memo(function Step({ id, data, selected }: NodeProps<StepNode>) {
  const far = use(FarContext);
  return far ? <FarStep data={data} selected={selected} /> : <NearStep id={id} data={data} selected={selected} />;
});

function NearStep({ id, data, selected }: Pick<NodeProps<StepNode>, 'id' | 'data' | 'selected'>) {
  const { node, looks, overlay } = data;
  const renaming = useEditor((state) => state.renaming === id);
  const wiring = useCanvas(({ verdicts }) =>
    !verdicts?.has(id) ? undefined : verdicts.get(id) === undefined ? 'open' : 'closed',
  );
  const dropping = useCanvas((state) => state.dropHost === id);
  return (
    <div
      className={`${shape['shape']} ${classes['step']}`}
      data-kind={node.kind}
      data-family={looks.family}
      data-state={overlay?.state}
      data-selected={selected || undefined}
      data-wiring={wiring}
      data-dropping={dropping || undefined}
      data-disabled={data.disabled || undefined}
      data-unknown={data.unknown || undefined}
    >
      <Sides hasIn={data.hasIn} hasOut={data.hasOut} />
      {data.hasIn && (
        <Handle type="target" id={portIn} position={Position.Left} className={classes['in']} aria-hidden />
      )}
      <Face {...data} />
      <Marks {...data} />
      <Oddities {...data} />
      {renaming && <RenameField node={node} />}
      {data.hasOut && <Out id={id} data={data} />}
    </div>
  );
}

function Oddities({ warnings, problems, pin, changed, stale, disabled, unknown }: StepNode['data']) {
  return (
    <>
      {warnings > 0 && problems === 0 && (
        <span className={classes['warnings']} title={`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`}>
          !
        </span>
      )}
      {pin && (
        <span className={classes['pin']} title={'error' in pin ? 'Fails with a pinned error in trials' : 'Answers with its pinned output in trials'}>
          <IconPinFilled size={11} aria-hidden />
        </span>
      )}
      {stale && (
        <span className={classes['stale']} data-beside={pin ? true : undefined} title={stalenessText(stale)}>
          <IconClockExclamation size={13} aria-hidden />
        </span>
      )}
      {changed && <span className={classes['changed']} title="Changed since the last publication" />}
      {(disabled || unknown) && (
        <span className={classes['tag']}>{disabled ? 'disabled' : 'type not installed'}</span>
      )}
    </>
  );
}

/** The port that ways leave by: dragged it draws a way, pressed it offers what may follow. */
function Out({ id, data }: Pick<NodeProps<StepNode>, 'id' | 'data'>) {
  const store = useEditorStore();
  const several = goesSeveralWays(data.node.kind);
  const below = data.node.kind === 'boundary';
  return (
    <Handle
      type="source"
      id={portOut}
      position={below ? Position.Bottom : Position.Right}
      className={classes['out']}
      data-open={data.open || undefined}
      data-below={below || undefined}
      data-testid={`port-out-${id}`}
    >
      {(data.open || several) && (
        <button
          type="button"
          tabIndex={-1}
          className={classes['add']}
          aria-label={`Add what follows ${nodeName(data.node)}`}
          title="Press to choose what follows, drag to connect"
          onClick={(event) => {
            event.stopPropagation();
            const { right, top } = event.currentTarget.getBoundingClientRect();
            store.setState({ picker: { for: 'port', node: id, side: 'out', anchor: { x: right + 8, y: top } } });
          }}
        >
          <IconPlus size={13} stroke={2.6} aria-hidden />
        </button>
      )}
    </Handle>
  );
}
