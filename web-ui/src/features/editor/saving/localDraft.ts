import type { WorkflowDocument } from '@/model/workflow';

/** What this browser keeps of a draft until the server has it. */
export interface LocalDraft {
  readonly tab: string;
  readonly savedAt: string;
  readonly revision: number | string;
  /** What the draft was made from, for a three-way merge. */
  readonly base: WorkflowDocument;
  readonly document: WorkflowDocument;
}

/** Tells the drafts of two tabs apart. */
export const thisTab = crypto.randomUUID();

const keyOf = (workflowId: string | undefined) => `sluice.draft.${workflowId ?? 'new'}`;

export function readLocalDraft(workflowId: string | undefined): LocalDraft | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(workflowId)) ?? 'null') as LocalDraft | null;
    return draft && Array.isArray(draft.document?.nodes) && Array.isArray(draft.base?.nodes) ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** False when the browser has no room left or forbids it: then only the open page holds the draft. */
export function keepLocalDraft(workflowId: string | undefined, draft: Omit<LocalDraft, 'tab' | 'savedAt'>): boolean {
  try {
    const whole: LocalDraft = { ...draft, tab: thisTab, savedAt: new Date().toISOString() };
    localStorage.setItem(keyOf(workflowId), JSON.stringify(whole));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the draft of this tab; one that another tab keeps stays. */
export function forgetLocalDraft(workflowId: string | undefined): void {
  const draft = readLocalDraft(workflowId);
  if (!draft || draft.tab === thisTab) removeLocalDraft(workflowId);
}

export function removeLocalDraft(workflowId: string | undefined): void {
  try {
    localStorage.removeItem(keyOf(workflowId));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
