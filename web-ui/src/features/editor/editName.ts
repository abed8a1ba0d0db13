import type { Edit } from '@/model/edit';
import { nodeName, type WorkflowDocument } from '@/model/workflow';

/** An edit in words, for the history and for those who listen. */
export function editName(document: WorkflowDocument, edit: Edit): string {
  const named = (id: string) => {
    const node = document.nodes.find((one) => one.id === id);
    return node ? `“${nodeName(node)}”` : id;
  };
  switch (edit.type) {
    case 'add-node':
    case 'insert-on-edge':
    case 'add-connected':
      return `Added “${nodeName(edit.node)}”`;
    case 'remove':
      return removal(document, edit.nodes, edit.edges);
    case 'release':
      return `Removed ${named(edit.area)}, its content kept`;
    case 'put-in': {
      const what = edit.nodes.length === 1 ? named(edit.nodes[0] ?? '') : `${edit.nodes.length} nodes`;
      return edit.area === undefined ? `Took ${what} out` : `Put ${what} into ${named(edit.area)}`;
    }
    case 'resize':
      return `Resized ${named(edit.area)}`;
    case 'move': {
      const ids = Object.keys(edit.boxes);
      return ids.length === 1 ? `Moved ${named(ids[0] ?? '')}` : `Moved ${ids.length} elements`;
    }
    case 'connect':
      return `Connected ${named(edit.edge.from)} to ${named(edit.edge.to)}`;
    case 'reconnect':
      return 'Reconnected an edge';
    case 'set-node':
      return `Changed “${nodeName(edit.node)}”`;
    case 'rename-node':
      return `Renamed ${edit.id} to ${edit.newId}`;
    case 'set-edge':
      return `Changed the way to ${named(edit.edge.to)}`;
    case 'order-edges':
      return `Ordered the ways out of ${named(edit.from)}`;
    case 'bend-edge':
      return 'Bent an edge';
    case 'set-header':
      return 'Changed name or description';
    case 'set-variables':
      return 'Changed the variables';
    case 'set-note':
      return 'Changed a note';
    case 'remove-note':
      return 'Removed a note';
    case 'set-group':
      return `Changed the group “${edit.group.title}”`;
    case 'remove-group':
      return 'Ungrouped';
    case 'paste':
      return `Pasted ${count(edit.fragment.nodes.length, 'node')}`;
    case 'replace':
      return edit.why;
    default:
      return edit satisfies never;
  }
}

function removal(document: WorkflowDocument, nodes: readonly string[], edges: readonly string[]): string {
  if (nodes.length === 0) return `Removed ${count(edges.length, 'edge')}`;
  const only = nodes.length === 1 ? document.nodes.find(({ id }) => id === nodes[0]) : undefined;
  return only ? `Removed “${nodeName(only)}”` : `Removed ${count(nodes.length, 'node')}`;
}

function count(n: number, word: string): string {
  return n === 1 ? `1 ${word}` : `${n} ${word}s`;
}
