import { type EdgeChange, type NodeChange, type ReactFlowProps, useReactFlow } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import type { Point } from '@/model/workflow';
import { useEditorStore } from '../useEditor';
import { useCanvasStore } from './canvasStore';
import type { FlowEdge, FlowNode } from './flow';

type Props = ReactFlowProps<FlowNode, FlowEdge>;

/** Moves and selections of the canvas, handed to the stores that hold them. */
export function useDragging() {
  const editor = useEditorStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();

  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') canvas.getState().stopDrag();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [canvas]);

  return useMemo(() => {
    const select = (changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[]) => {
      const selections = changes.filter((change) => change.type === 'select');
      if (selections.length === 0) return;
      const ids = new Set(editor.getState().selection);
      for (const { id, selected } of selections) {
        if (selected) ids.add(id);
        else ids.delete(id);
      }
      editor.getState().select(ids);
    };
    return {
      onNodesChange(changes) {
        select(changes);
        const positions = new Map<string, Point>();
        for (const change of changes) {
          if (change.type === 'position' && change.dragging && change.position) positions.set(change.id, change.position);
        }
        if (positions.size > 0) canvas.getState().drag(positions, flow.getZoom());
      },
      onEdgesChange: select,
      onNodeDragStart: () => canvas.getState().startDrag(),
      onNodeDragStop: () => canvas.getState().drop(),
      onSelectionDragStart: () => canvas.getState().startDrag(),
      onSelectionDragStop: () => canvas.getState().drop(),
    } satisfies Partial<Props>;
  }, [editor, canvas, flow]);
}
