import type { Problem } from './types';

/** An error of the server as RFC 9457 says it, or the want of an answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(detail || title);
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(
      0,
      'UNREACHABLE',
      'The server does not answer',
      'Check that Sluice is running. This page tries again by itself.',
    );
  }
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  problems?: Problem[];
}

/** Reads problem+json; an answer in any other form still becomes a problem with a plain text. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  return new ApiProblem(
    response.status,
    body.code ?? `HTTP_${response.status}`,
    body.title ?? plainTitle(response.status),
    body.detail ?? '',
    body.problems ?? [],
  );
}

function plainTitle(status: number): string {
  if (status === 401) return 'Please sign in again';
  if (status === 403) return 'You may not do this';
  if (status === 404) return 'This does not exist, or no longer';
  if (status === 409 || status === 412) return 'Somebody else has changed this meanwhile';
  if (status === 429) return 'Too many requests; try again in a moment';
  return status >= 500 ? 'The server failed to answer this' : 'The server refused this';
}

/** What to tell a person about anything that was thrown. */
export function explain(error: unknown): { title: string; detail: string; code?: string } {
  if (error instanceof ApiProblem) {
    return { title: error.title, detail: error.detail, code: error.code };
  }
  return {
    title: 'Something went wrong in this page',
    detail: error instanceof Error ? error.message : String(error),
  };
}
