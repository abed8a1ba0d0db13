import { Handle, type NodeProps, NodeResizer, Position } from '@xyflow/react';
import { memo } from 'react';
import { AreaFace } from '@/shared/diagram/AreaFace';
import { Marks } from '@/shared/diagram/Face';
import shape from '@/shared/diagram/Shape.module.css';
import { leastArea } from '@/model/shapes';
import { nodeName } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import { useCanvas, useCanvasStore } from './canvasStore';
import classes from './Area.module.css';
import type { AreaNode } from './flow';
import { Oddities } from './Oddities';
import { Out } from './Out';
import { portIn } from './ports';
import { RenameField } from './RenameField';
import { Sides } from './Sides';
import step from './Step.module.css';

/** A part of the workflow with its content inside: moved by its title, sized by its corners. */
export const Area = memo(function Area({ id, data, selected }: NodeProps<AreaNode>) {
  const { node, looks, overlay } = data;
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const mayEdit = useEditor((state) => state.rights.edit);
  const renaming = useEditor((state) => state.renaming === id);
  const wiring = useCanvas(({ verdicts }) =>
    !verdicts?.has(id) ? undefined : verdicts.get(id) === undefined ? 'open' : 'closed',
  );
  const dropping = useCanvas((state) => state.dropHost === id || state.dropArea === id);
  return (
    <div
      className={`${shape['shape']} ${step['step']} ${classes['area']}`}
      data-kind={node.kind}
      data-family={looks.family}
      data-state={overlay?.state}
      data-selected={selected || undefined}
      data-wiring={wiring}
      data-dropping={dropping || undefined}
    >
      <Sides hasIn={data.hasIn} hasOut={data.hasOut} />
      {data.hasIn && <Handle type="target" id={portIn} position={Position.Left} className={step['in']} aria-hidden />}
      <AreaFace {...data} />
      <Marks {...data} />
      <Oddities {...data} />
      {renaming && <RenameField node={node} />}
      {data.hasOut && <Out id={id} data={data} />}
      <NodeResizer
        isVisible={selected && mayEdit && !renaming}
        minWidth={leastArea.width}
        minHeight={leastArea.height}
        color="var(--brand)"
        onResize={(_, { x, y, width, height }) => {
          const around = canvas.getState().rects.get(node.in ?? '') ?? { x: 0, y: 0 };
          const box = { x: Math.round(around.x + x), y: Math.round(around.y + y), width: Math.round(width), height: Math.round(height) };
          store.getState().edit({ type: 'resize', area: id, box }, { label: `Resized “${nodeName(node)}”`, burst: `resize ${id}` });
        }}
      />
    </div>
  );
});
