import type { WorkflowDocument } from '@/model/workflow';
import { api } from './client';
import type { Problem, Workflow } from './types';

/** A draft as the server holds it after saving. */
export interface SavedDraft {
  readonly revision: number | string;
  readonly problems: readonly Problem[];
}

export function createWorkflow(document: WorkflowDocument): Promise<Workflow> {
  return api.post<Workflow>('/workflows', { document });
}

/** Refused with 412 when somebody else has saved since `revision` was seen. */
export function saveDraft(
  id: string,
  revision: number | string,
  document: WorkflowDocument,
): Promise<SavedDraft> {
  return api.put<SavedDraft>(`/workflows/${id}/draft`, { document }, { ifMatch: revision });
}

/** Everything wrong with a document, without storing it. */
export async function checkDocument(
  document: WorkflowDocument,
  signal?: AbortSignal,
): Promise<readonly Problem[]> {
  const answer = await api.post<{ problems: readonly Problem[] }>(
    '/workflows/check',
    { document },
    signal ? { signal } : {},
  );
  return answer.problems;
}
