import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, use } from 'react';
import { Face, Marks } from '@/shared/diagram/Face';
import shape from '@/shared/diagram/Shape.module.css';
import { useEditor } from '../useEditor';
import { useCanvas } from './canvasStore';
import { FarContext } from './far';
import { FarStep } from './FarStep';
import type { StepNode } from './flow';
import { Oddities } from './Oddities';
import { Out } from './Out';
import { portIn } from './ports';
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
