import type { Page, RunStatus, RunSummary } from '@/api/types';

export interface LoadedRuns {
  readonly pages: readonly Page<RunSummary>[];
}

/** What the stream of all runs says about one. */
export interface RunNews {
  readonly id: string;
  readonly status: RunStatus;
  readonly version: number;
}

/** The list with the news written into the rows that it holds; the same object when it holds none of them. */
export function withNews<T extends LoadedRuns>(list: T, news: ReadonlyMap<string, RunNews>): T {
  let changed = false;
  const pages = list.pages.map((page) => {
    if (!page.items.some((run) => isNews(run, news.get(run.id)))) return page;
    changed = true;
    return { ...page, items: page.items.map((run) => told(run, news.get(run.id))) };
  });
  return changed ? { ...list, pages } : list;
}

/** The list with the newest page taken in: rows that it knows are replaced, others come before them. */
export function withNewest<T extends LoadedRuns>(list: T, newest: readonly RunSummary[]): T {
  const fresh = new Map(newest.map((run) => [run.id, run]));
  const known = new Set(list.pages.flatMap((page) => page.items.map((run) => run.id)));
  const added = newest.filter((run) => !known.has(run.id));
  const pages = list.pages.map((page, index) => {
    const items = page.items.map((run) => fresh.get(run.id) ?? run);
    return { ...page, items: index === 0 ? [...added, ...items] : items };
  });
  return { ...list, pages };
}

function isNews(run: RunSummary, news: RunNews | undefined): boolean {
  return news !== undefined && news.version > run.version;
}

function told(run: RunSummary, news: RunNews | undefined): RunSummary {
  return news && isNews(run, news) ? { ...run, status: news.status, version: news.version } : run;
}
