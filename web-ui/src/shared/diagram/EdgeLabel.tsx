import { useStore } from '@xyflow/react';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { createPortal } from 'react-dom';

/** Where the labels of ways are put: above the ways, below the nodes. */
export const LabelLayerContext = createContext<Element | null>(null);

/** Found once for a canvas; looked for by each label it would take most of the time of a drag. */
export function useLabelLayer(): Element | null {
  const canvas = useStore((state) => state.domNode);
  return useMemo(() => canvas?.querySelector('.react-flow__edgelabel-renderer') ?? null, [canvas]);
}

/** The words on a way. */
export function EdgeLabel({ children }: { readonly children: ReactNode }) {
  const layer = use(LabelLayerContext);
  return layer && createPortal(children, layer);
}
