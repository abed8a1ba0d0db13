import type { Catalogue } from '@/api/types';
import type { Phrase, PlainWords } from './plainWords';
import type { WorkflowDocument, WorkflowNode } from './workflow';

/** A workflow told in words, for those who must know what it does without ever opening the editor. */
export interface Runbook {
  readonly title: string;
  readonly description: string;
  readonly variables: readonly { readonly title: string; readonly description: string; readonly value: readonly Phrase[] }[];
  /** In reading order; each node stands in it once, events of a node within it. */
  readonly steps: readonly RunbookStep[];
  /** What it may do outside, each once, with the steps that need it. */
  readonly permissions: readonly { readonly permission: string; readonly steps: readonly number[] }[];
}

export interface RunbookStep {
  readonly number: number;
  readonly id: string;
  readonly kind: WorkflowNode['kind'];
  readonly title: string;
  /** What it is: the title of its type. */
  readonly what: string;
  readonly summary: string;
  readonly disabled: boolean;
  /** A person decides here, in Sluice or elsewhere. */
  readonly asks: boolean;
  readonly settings: readonly Setting[];
  /** What it changes outside; undefined where nothing is done outside. */
  readonly effect: string | undefined;
  readonly permissions: readonly string[];
  /** Tries and time limit, of what works outside. */
  readonly policy: string | undefined;
  readonly ways: readonly RunbookWay[];
  readonly roads: readonly ErrorRoad[];
}

export interface Setting {
  readonly title: string;
  readonly value: readonly Phrase[];
}

export interface RunbookWay {
  readonly id: string;
  readonly label: string;
  /** When it is taken; undefined where it always is. */
  readonly condition: Phrase | undefined;
  readonly to: Target;
}

/** What leads away when something goes wrong, or takes too long. */
export interface ErrorRoad {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly to: readonly Target[];
}

export interface Target {
  /** Zero for a node that is not there. */
  readonly number: number;
  readonly title: string;
}

export interface Telling {
  readonly document: WorkflowDocument;
  readonly catalogue: Catalogue;
  readonly plain: PlainWords;
  readonly target: (id: string) => Target;
}
