import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client';
import type { Catalogue } from './types';

export const catalogueQuery = queryOptions({
  queryKey: ['node-types'],
  queryFn: () => api.get<Catalogue>('/node-types'),
  staleTime: 10 * 60_000,
});

const nothing: Catalogue = { nodeTypes: [], triggerTypes: [], connectionTypes: [] };

/** What node, trigger and connection types there are; empty until known. */
export function useCatalogue(): Catalogue {
  return useQuery(catalogueQuery).data ?? nothing;
}
