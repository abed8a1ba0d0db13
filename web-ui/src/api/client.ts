import { ApiProblem, problemOf } from './problem';
import { chosenProject, projectHeader } from './project';

export const apiBase = '/api/v1';

type Query = { readonly [name: string]: string | number | boolean | undefined | null };

interface Options {
  readonly query?: Query;
  readonly body?: unknown;
  /** Sent as it is instead of JSON, with this media type. */
  readonly raw?: { readonly text: string; readonly type: string };
  readonly ifMatch?: string | number;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

let csrfToken = '';
let onSignedOut: () => void = () => {};

/** Every change carries the token that came with the session. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Told when the server no longer knows the session. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export const api = {
  get: <T>(path: string, options?: Options) => call<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, options?: Options) =>
    call<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: Options) =>
    call<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options?: Options) =>
    call<T>('PATCH', path, { ...options, body }),
  delete: <T = void>(path: string, options?: Options) => call<T>('DELETE', path, options),
};

async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 401 && path !== '/session') onSignedOut();
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  try {
    return await fetch(apiBase + path + queryString(options.query), {
      method,
      headers: headers(method, options),
      credentials: 'same-origin',
      ...(options.signal && { signal: options.signal }),
      ...bodyOf(options),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ApiProblem.unreachable();
  }
}

function headers(method: string, options: Options): HeadersInit {
  const result: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') result['X-CSRF-Token'] = csrfToken;
  const project = chosenProject();
  if (project !== '') result[projectHeader] = project;
  if (options.raw) result['Content-Type'] = options.raw.type;
  else if (options.body !== undefined) result['Content-Type'] = 'application/json';
  if (options.ifMatch !== undefined) result['If-Match'] = `"${options.ifMatch}"`;
  if (options.idempotencyKey) result['Idempotency-Key'] = options.idempotencyKey;
  return result;
}

function bodyOf(options: Options): { body?: string } {
  if (options.raw) return { body: options.raw.text };
  return options.body === undefined ? {} : { body: JSON.stringify(options.body) };
}

function queryString(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
