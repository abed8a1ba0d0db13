import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { DiffMark } from './DiffMark';
import type { ShapeNode } from './elements';
import { Face, Marks } from './Face';
import classes from './Shape.module.css';

/** One node: a form for its kind, a colour for what it is about, and how it stands in the run. */
export const Shape = memo(function Shape({ data, selected }: NodeProps<ShapeNode>) {
  const { node, looks, overlay } = data;
  return (
    <div
      className={classes['shape']}
      data-kind={node.kind}
      data-family={looks.family}
      data-state={overlay?.state}
      data-selected={selected || undefined}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes['handle']} />
      <Face {...data} />
      <Marks {...data} />
      {data.mark && <DiffMark kind={data.mark} />}
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes['handle']} />
    </div>
  );
});
