import type { Run } from '@/api/types';
import { isJsonObject } from './json';

/** What told a run to begin: a message or signal, and the run that sent it if one did. */
export interface Telling {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly run: string | undefined;
}

/** Undefined for a run that begins in another way. */
export function tellingOf({ document, trigger, parent }: Pick<Run, 'document' | 'trigger' | 'parent'>): Telling | undefined {
  if (parent || !isJsonObject(trigger)) return undefined;
  for (const kind of ['message', 'signal'] as const) {
    const name = trigger[kind];
    const begins = document.nodes.some((node) => node.kind === 'start' && node.trigger === kind && node.config?.[kind] === name);
    if (typeof name === 'string' && begins) return { kind, name, run: typeof trigger['run'] === 'string' ? trigger['run'] : undefined };
  }
  return undefined;
}
