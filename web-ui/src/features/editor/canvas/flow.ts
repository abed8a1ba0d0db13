import type { Edge, Node } from '@xyflow/react';
import type { Pin } from '@/model/edit';
import type { Staleness } from '@/model/stale';
import type { Group, Note, Point } from '@/model/workflow';
import type { ShapeData, WayData } from '@/shared/diagram/elements';

/** The elements of the editor's canvas, as React Flow draws them. */
export type StepData = ShapeData & {
  readonly warnings: number;
  readonly pin: Pin | undefined;
  /** Differs from the published version. */
  readonly changed: boolean;
  /** What is known of it is older than its settings. */
  readonly stale: Staleness | undefined;
  readonly disabled: boolean;
  /** Its type is not installed. */
  readonly unknown: boolean;
  readonly hasIn: boolean;
  readonly hasOut: boolean;
  /** The name of the area it stands in. */
  readonly around: string | undefined;
  /** Nothing follows yet. */
  readonly open: boolean;
};
export type NoteData = { readonly note: Note };
export type FrameData = { readonly group: Group };
export type WireData = WayData & {
  readonly plus: Point;
  readonly problems: number;
  readonly insertable: boolean;
};

export type StepNode = Node<StepData, 'step'>;
export type AreaNode = Node<StepData, 'area'>;
export type NoteNode = Node<NoteData, 'note'>;
export type FrameNode = Node<FrameData, 'frame'>;
export type FlowNode = StepNode | AreaNode | NoteNode | FrameNode;
export type FlowEdge = Edge<WireData, 'wire'>;
