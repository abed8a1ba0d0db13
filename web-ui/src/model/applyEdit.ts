import type { Edit } from './edit';
import { putIn, released, resizedArea, roomy } from './edits/areas';
import * as edges from './edits/edges';
import * as layout from './edits/layout';
import * as nodes from './edits/nodes';
import { removed } from './edits/remove';
import { pasted } from './fragment';
import { settled } from './settle';
import type { WorkflowDocument } from './workflow';

/**
 * The document after an edit. Total: an edit that does not fit (any more) returns the very document
 * it was given, so that nothing is recorded of it.
 */
export function applyEdit(document: WorkflowDocument, edit: Edit): WorkflowDocument {
  const after = edited(document, edit);
  const same = after.nodes === document.nodes && after.layout?.nodes === document.layout?.nodes;
  return same ? after : roomy(after);
}

function edited(document: WorkflowDocument, edit: Edit): WorkflowDocument {
  switch (edit.type) {
    case 'add-node':
      return nodes.added(document, edit.node, edit.box, edit.content);
    case 'insert-on-edge':
      return nodes.insertedOnEdge(document, edit.edge, edit.node, edit.box, edit.content);
    case 'add-connected':
      return nodes.addedConnected(document, edit.node, edit.box, edit.edge, edit.content);
    case 'remove':
      return removed(document, edit.nodes, edit.edges, edit.heal ?? false);
    case 'release':
      return released(document, edit.area);
    case 'put-in':
      return putIn(document, edit.nodes, edit.area);
    case 'resize':
      return resizedArea(document, edit.area, edit.box);
    case 'move':
      return layout.moved(document, edit.boxes);
    case 'connect':
      return edges.connected(document, edit.edge);
    case 'reconnect':
      return edges.reconnected(document, edit.edge, edit.from, edit.to);
    case 'set-node':
      return nodes.set(document, edit.id, edit.node);
    case 'rename-node':
      return nodes.renamed(document, edit.id, edit.newId);
    case 'set-edge':
      return edges.set(document, edit.id, edit.edge);
    case 'order-edges':
      return edges.ordered(document, edit.from, edit.edges);
    case 'bend-edge':
      return edges.bent(document, edit.id, edit.points);
    case 'set-header':
      return nodes.withHeader(document, edit.name, edit.description);
    case 'set-variables':
      return { ...document, variables: edit.variables };
    case 'set-note':
      return layout.withNote(document, edit.note);
    case 'remove-note':
      return layout.withoutNote(document, edit.id);
    case 'set-group':
      return layout.withGroup(document, edit.group);
    case 'remove-group':
      return layout.withoutGroup(document, edit.id);
    case 'paste':
      return pasted(document, edit.fragment);
    case 'replace':
      return settled(edit.document);
    default:
      return edit satisfies never;
  }
}
