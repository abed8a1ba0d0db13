import { useEffect, useEffectEvent, useState } from 'react';
import { apiBase } from './client';
import { inProject } from './project';

/** `live` while events arrive by themselves; `polling` while the page has to ask. */
export type StreamState = 'connecting' | 'live' | 'polling';

const pollEvery = 3_000;
const reconnectAfter = 10_000;

/**
 * Listens to a server-sent event stream. The browser reconnects by itself and tells the server the
 * last event it saw; when it gives up, `onStale` is called every few seconds until a new connection
 * stands. It is called once after every reconnection too, for what was missed meanwhile.
 */
export function useStream(
  path: string,
  eventName: string,
  onEvent: (data: unknown) => void,
  onStale: () => void,
  enabled = true,
): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const heard = useEffectEvent(onEvent);
  const stale = useEffectEvent(onStale);

  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let polling: ReturnType<typeof setInterval> | undefined;
    let reconnect: ReturnType<typeof setTimeout> | undefined;
    let opened = false;

    const stopPolling = () => {
      clearInterval(polling);
      polling = undefined;
    };
    const poll = () => {
      setState('polling');
      polling ??= setInterval(stale, pollEvery);
    };
    const connect = () => {
      if (typeof EventSource === 'undefined') return poll();
      source = new EventSource(apiBase + inProject(path));
      source.addEventListener(eventName, (event) => heard(parsed(event as MessageEvent<string>)));
      source.addEventListener('open', () => {
        stopPolling();
        setState('live');
        if (opened) stale();
        opened = true;
      });
      source.addEventListener('error', () => {
        poll();
        if (source?.readyState === EventSource.CLOSED) {
          clearTimeout(reconnect);
          reconnect = setTimeout(connect, reconnectAfter);
        }
      });
    };

    connect();
    return () => {
      source?.close();
      stopPolling();
      clearTimeout(reconnect);
    };
  }, [path, eventName, enabled]);

  return state;
}

function parsed(event: MessageEvent<string>): unknown {
  try {
    return JSON.parse(event.data);
  } catch {
    return undefined;
  }
}
