import { useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { boundsOf } from '@/model/align';
import type { EditorStore } from '../store';
import { useEditorStore } from '../useEditor';
import { useCanvasStore } from './canvasStore';

const readable = 0.55;

/** Where an editor that is shown again was left. */
const leftAt = new WeakMap<EditorStore, Viewport>();

/** What is seen first: everything while that stays readable, else the selected node or the beginning. */
export function FirstView() {
  const flow = useReactFlow();
  const canvas = useCanvasStore();
  const editor = useEditorStore();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const done = useRef(false);
  const frame = useEffectEvent(() => {
    if (width === 0 || height === 0) return;
    if (done.current) {
      // A panel has opened beside the canvas: what is selected stays in sight.
      const [only, ...more] = editor.getState().selection;
      if (only !== undefined && more.length === 0) editor.getState().canvas?.reveal(only);
      return;
    }
    done.current = true;
    const left = leftAt.get(editor);
    if (left) {
      void flow.setViewport(left);
      return;
    }
    const { rects } = canvas.getState();
    if (rects.size === 0) {
      void flow.setViewport({ x: width / 2, y: height / 2, zoom: 1 });
      return;
    }
    const all = boundsOf(rects.values());
    const zoom = Math.min((width - 90) / all.width, (height - 110) / all.height, 1);
    const [selected] = editor.getState().selection;
    if (zoom >= readable) {
      void flow.setViewport({
        x: width / 2 - (all.x + all.width / 2) * zoom,
        y: height / 2 - (all.y + all.height / 2) * zoom,
        zoom,
      });
      return;
    }
    const start = editor.getState().document.nodes.find(({ kind }) => kind === 'start');
    const rect = rects.get(selected ?? start?.id ?? '') ?? all;
    const atLeft = selected === undefined;
    void flow.setViewport({
      x: (atLeft ? 60 : width / 2) - (atLeft ? rect.x : rect.x + rect.width / 2) * readable,
      // No empty canvas above the drawing.
      y: Math.min(height / 2 - (rect.y + rect.height / 2) * readable, 60 - all.y * readable),
      zoom: readable,
    });
  });
  const remember = useEffectEvent(() => {
    if (done.current) leftAt.set(editor, flow.getViewport());
  });
  useEffect(() => frame(), [width, height]);
  useEffect(() => () => remember(), []);
  return null;
}
