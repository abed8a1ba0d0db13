import { queryOptions } from '@tanstack/react-query';
import type { JsonObject } from '@/model/json';
import { api } from './client';
import { ApiProblem } from './problem';
import type { Page, TriggerEvent } from './types';

/** What came in last for a workflow, with all that it held; undefined when nothing ever came. */
export const lastEventQuery = (workflow: string) =>
  queryOptions({
    queryKey: ['events', 'last', workflow],
    queryFn: async () => {
      const page = await api.get<Page<TriggerEvent>>('/events', { query: { workflow, limit: 1 } });
      const [last] = page.items;
      if (!last) return null;
      return api.get<TriggerEvent & { readonly payload?: JsonObject }>(`/events/${last.id}`);
    },
    retry: (count, error) => !(error instanceof ApiProblem && error.status === 404) && count < 2,
  });
