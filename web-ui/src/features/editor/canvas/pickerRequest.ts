import type { Point } from '@/model/workflow';

/** What the in-place picker is asked for, and where the new node goes. */
export type PickerRequest = {
  /** Where the picker opens, in the window. */
  readonly anchor: Point;
} & (
  | { readonly for: 'free'; readonly at: Point; readonly only?: 'start' }
  | { readonly for: 'edge'; readonly edge: string }
  /** Wired to a port of a node; `at` is where a drag ended, if there was one. */
  | { readonly for: 'port'; readonly node: string; readonly side: 'in' | 'out'; readonly at?: Point }
  | { readonly for: 'replace'; readonly node: string }
  /** A target to connect a node to, among those there are. */
  | { readonly for: 'target'; readonly node: string }
  /** An area to put what is selected into. */
  | { readonly for: 'area'; readonly node: string }
);
