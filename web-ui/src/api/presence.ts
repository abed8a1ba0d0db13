import { api } from './client';

/** Somebody else who has the workflow open. */
export interface Present {
  readonly user: string;
  readonly since: string;
  readonly editing: boolean;
}

/** Says that this tab has the workflow open, and learns who else has; to be said again within 45 s. */
export async function present(workflow: string, tab: string, editing: boolean): Promise<readonly Present[]> {
  const answer = await api.put<{ others: readonly Present[] }>(`/workflows/${workflow}/presence`, { tab, editing });
  return answer.others;
}

export function leave(workflow: string, tab: string): Promise<void> {
  return api.delete(`/workflows/${workflow}/presence`, { query: { tab } });
}
