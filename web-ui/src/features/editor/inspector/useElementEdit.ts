import type { Json } from '@/model/json';
import type { WorkflowEdge, WorkflowNode } from '@/model/workflow';
import { useEditorStore } from '../useEditor';

export type NodePatch = { readonly [key in keyof WorkflowNode]?: Json | undefined };

/** Sets parts of a node; what is undefined goes. One burst of keystrokes in one place is one step back. */
export function useNodeEdit(id: string): (patch: NodePatch, place?: string) => void {
  const store = useEditorStore();
  return (patch, place) => {
    const node = store.getState().document.nodes.find((one) => one.id === id);
    if (!node) return;
    const next = without({ ...node, ...patch }) as WorkflowNode;
    store.getState().edit({ type: 'set-node', id, node: next }, place ? { burst: `${id} ${place}` } : {});
  };
}

export type EdgePatch = { readonly [key in 'name' | 'when' | 'otherwise']?: string | boolean | undefined };

export function useEdgeEdit(id: string): (patch: EdgePatch, place?: string) => void {
  const store = useEditorStore();
  return (patch, place) => {
    const edge = store.getState().document.edges.find((one) => one.id === id);
    if (!edge) return;
    const next = without({ ...edge, ...patch }) as unknown as WorkflowEdge;
    store.getState().edit({ type: 'set-edge', id, edge: next }, place ? { burst: `${id} ${place}` } : {});
  };
}

function without(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
