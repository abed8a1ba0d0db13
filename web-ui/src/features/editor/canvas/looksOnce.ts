import type { Catalogue } from '@/api/types';
import { looksOf, type Looks } from '@/model/looks';
import type { WorkflowNode } from '@/model/workflow';

const known = new WeakMap<WorkflowNode, { readonly catalogue: Catalogue; readonly looks: Looks }>();

/** How a node looks, found once for each node object. */
export function looksOnce(node: WorkflowNode, catalogue: Catalogue): Looks {
  const before = known.get(node);
  if (before?.catalogue === catalogue) return before.looks;
  const looks = looksOf(node, catalogue);
  known.set(node, { catalogue, looks });
  return looks;
}
