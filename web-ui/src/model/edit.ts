import type { Json, JsonObject } from './json';
import type { Box, Group, Note, Point, Variable, WorkflowDocument, WorkflowEdge, WorkflowNode } from './workflow';

/**
 * One change that a person makes to a workflow: the only way a document in the editor changes.
 * Data, so that it can be named in the history, replayed and tested.
 */
export type Edit =
  /** A node with its place; a start, a boundary and a node on its own need no edge. An area brings its content. */
  | { readonly type: 'add-node'; readonly node: WorkflowNode; readonly box: Box; readonly content?: AreaContent }
  /** A node in the middle of an edge: the edge ends at it, a new one leads on. */
  | { readonly type: 'insert-on-edge'; readonly edge: string; readonly node: WorkflowNode; readonly box: Box; readonly content?: AreaContent }
  /** A node and the edge that leads to it (or from it), at once. */
  | { readonly type: 'add-connected'; readonly node: WorkflowNode; readonly box: Box; readonly edge: WorkflowEdge; readonly content?: AreaContent }
  /** `heal` leads what came to a removed node on to what followed it. An area goes with all that is in it. */
  | { readonly type: 'remove'; readonly nodes: readonly string[]; readonly edges: readonly string[]; readonly heal?: boolean }
  /** An area without its content, which stays where it is. */
  | { readonly type: 'release'; readonly area: string }
  /** Nodes into an area, or (`area` left out) to the top, with their ways and the events that hang on them. */
  | { readonly type: 'put-in'; readonly nodes: readonly string[]; readonly area?: string }
  /** Another size, and with it perhaps another corner; what is in the area stays where it is. */
  | { readonly type: 'resize'; readonly area: string; readonly box: Box }
  /** An area takes along what is in it. */
  | { readonly type: 'move'; readonly boxes: { readonly [node: string]: Box } }
  | { readonly type: 'connect'; readonly edge: WorkflowEdge }
  | { readonly type: 'reconnect'; readonly edge: string; readonly from?: string; readonly to?: string }
  /** The whole node anew, under its id: name, configuration, retries … */
  | { readonly type: 'set-node'; readonly id: string; readonly node: WorkflowNode }
  /** Another id; every reference in expressions follows. */
  | { readonly type: 'rename-node'; readonly id: string; readonly newId: string }
  | { readonly type: 'set-edge'; readonly id: string; readonly edge: WorkflowEdge }
  /** The order in which a choice tries its ways. */
  | { readonly type: 'order-edges'; readonly from: string; readonly edges: readonly string[] }
  | { readonly type: 'bend-edge'; readonly id: string; readonly points: readonly Point[] }
  | { readonly type: 'set-header'; readonly name: string; readonly description: string }
  | { readonly type: 'set-variables'; readonly variables: readonly Variable[] }
  | { readonly type: 'set-note'; readonly note: Note }
  | { readonly type: 'remove-note'; readonly id: string }
  | { readonly type: 'set-group'; readonly group: Group }
  | { readonly type: 'remove-group'; readonly id: string }
  /** What the clipboard held, under ids that are free here. */
  | { readonly type: 'paste'; readonly fragment: Fragment }
  /** The whole document: from the text view, an old version, a merge, tidying up. */
  | { readonly type: 'replace'; readonly document: WorkflowDocument; readonly why: string };

/** What an area begins its life with. */
export type AreaContent = Pick<Fragment, 'nodes' | 'edges' | 'boxes'>;

/** Part of a workflow, as it travels through the clipboard. */
export interface Fragment {
  readonly sluice: 'fragment';
  readonly schema: number;
  readonly nodes: readonly WorkflowNode[];
  readonly edges: readonly WorkflowEdge[];
  readonly boxes: { readonly [node: string]: Box };
  readonly notes?: readonly Note[];
}

/** A value that takes the place of a node's output while a draft is tried; never in production. */
export type Pin =
  | { readonly output: JsonObject }
  | { readonly error: { readonly code: string; readonly message: string } };

export type Pins = { readonly [node: string]: Pin };

/** What expressions are tried on: an event and what each node has answered. */
export interface Sample {
  readonly trigger: Json;
  readonly vars: JsonObject;
  readonly nodes: { readonly [node: string]: JsonObject };
}
