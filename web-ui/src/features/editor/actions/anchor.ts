import type { Point } from '@/model/workflow';

/** Where the picker opens for what was asked by key: beside the element, as far as it is seen. */
export function anchorOf(id: string | undefined): Point {
  const element = id ? document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"], .react-flow__edge[data-id="${CSS.escape(id)}"]`) : null;
  const box = (element ?? document.querySelector('.react-flow'))?.getBoundingClientRect();
  if (!box) return { x: 80, y: 120 };
  return element ? { x: box.right + 10, y: box.top } : { x: box.left + box.width / 2 - 170, y: box.top + 90 };
}
