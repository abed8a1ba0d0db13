import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newestRuns, type RunFilter, runsQuery } from '@/api/runs';
import { useStream } from '@/api/useStream';
import { type LoadedRuns, type RunNews, withNewest, withNews } from '@/model/runList';
import { useSoon } from '@/shared/live/useSoon';

const fewPages = 2;

/**
 * The list of runs, kept up to date by the stream. A short list is asked for anew; a long one only
 * for its newest page, and takes what the stream says about the rows below.
 */
export function useLiveRuns(filter: RunFilter) {
  const client = useQueryClient();
  const options = runsQuery(filter);
  const list = useInfiniteQuery(options);
  const news = useRef(new Map<string, RunNews>());
  const pages = list.data?.pages.length ?? 0;

  const change = (by: <T extends LoadedRuns>(data: T) => T) =>
    client.setQueryData(options.queryKey, (data) => (data ? by(data) : data));
  const refresh = useSoon(async () => {
    if (pages <= fewPages) return client.invalidateQueries({ queryKey: ['runs', 'list'] });
    const heard = news.current;
    news.current = new Map();
    const newest = await newestRuns(filter).catch(() => undefined);
    change((data) => {
      const told = withNews(data, heard);
      return newest ? withNewest(told, newest) : told;
    });
  }, pages <= fewPages ? 700 : 1_500);

  const stream = useStream('/runs/stream', 'run', (data) => {
    if (isNews(data)) news.current.set(data.id, data);
    refresh();
  }, refresh);
  return { list, stream };
}

function isNews(data: unknown): data is RunNews {
  return typeof data === 'object' && data !== null && 'id' in data && 'status' in data && 'version' in data;
}
