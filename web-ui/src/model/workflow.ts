import type { JsonObject, Json } from './json';

/** The workflow document, schema 1: what is stored, edited, drawn and run. */
export interface WorkflowDocument {
  readonly schema: number;
  readonly name: string;
  readonly description?: string;
  readonly variables?: readonly Variable[];
  readonly nodes: readonly WorkflowNode[];
  readonly edges: readonly WorkflowEdge[];
  readonly layout?: Layout;
}

export const nodeKinds = [
  'start', 'begin', 'task', 'choice', 'any-choice', 'fork', 'join', 'race', 'wait', 'approval', 'throw', 'call', 'compensate', 'boundary',
  'scope', 'for-each', 'handler', 'end',
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** One node; what else it holds depends on its kind and is shown as it is. */
export interface WorkflowNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name?: string;
  /** Trigger type of a start. */
  readonly trigger?: string;
  /** Node type of a task. */
  readonly type?: string;
  readonly config?: JsonObject;
  /** The node a boundary hangs on. */
  readonly on?: string;
  /** The area it stands in; none at the top. */
  readonly in?: string;
  readonly [more: string]: Json | undefined;
}

export interface WorkflowEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly when?: string;
  readonly otherwise?: boolean;
}

export interface Variable {
  readonly name: string;
  readonly schema?: JsonObject;
  readonly value?: Json;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A sticky note (Markdown), kept in the layout: it has no meaning for a run. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly box: Box;
  readonly colour?: NoteColour;
}

export type NoteColour = 'yellow' | 'blue' | 'green' | 'red' | 'grey';

/** A frame around nodes, with a title; kept in the layout. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly string[];
  readonly colour?: NoteColour;
  readonly collapsed?: boolean;
}

export interface Layout {
  readonly nodes?: { readonly [id: string]: Box | undefined };
  readonly edges?: { readonly [id: string]: readonly Point[] | undefined };
  readonly notes?: readonly Note[];
  readonly groups?: readonly Group[];
}

export function findNode(document: WorkflowDocument, id: string): WorkflowNode | undefined {
  return document.nodes.find((node) => node.id === id);
}

/** What people call the node: its name, or its id when it has none. */
export function nodeName(node: WorkflowNode): string {
  return node.name?.trim() ? node.name : node.id;
}

export function starts(document: WorkflowDocument): WorkflowNode[] {
  return document.nodes.filter((node) => node.kind === 'start');
}
