import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

/** Refusals are final; only silence and overload are worth another try. */
function worthRetrying(failures: number, error: Error): boolean {
  const passing = error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
  return passing && failures < 2;
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The server is often this very machine: being offline says nothing about it.
      queries: { retry: worthRetrying, staleTime: 2_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
