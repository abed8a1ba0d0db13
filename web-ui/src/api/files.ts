import type { WorkflowDocument } from '@/model/workflow';
import { api, apiBase } from './client';
import { inProject } from './project';
import { ApiProblem, problemOf } from './problem';

/** One line of what became of a foreign file's elements. */
export type ReportLine = string | { readonly message: string; readonly element?: string | null; readonly severity?: string };

/** What a BPMN or JSON file holds, without storing it. */
export function readFile(text: string, bpmn: boolean) {
  return api.post<{ readonly document: WorkflowDocument; readonly report: readonly ReportLine[] }>(
    '/workflows/import',
    undefined,
    { raw: { text, type: bpmn ? 'application/bpmn+xml' : 'application/json' }, query: { save: false } },
  );
}

/** The stored draft as BPMN 2.0. */
export async function bpmnOf(workflow: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(apiBase + inProject(`/workflows/${workflow}/bpmn`), { credentials: 'same-origin' });
  } catch {
    throw ApiProblem.unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return response.text();
}
