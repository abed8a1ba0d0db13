import { type APIRequestContext, expect } from '@playwright/test';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Stored {
  readonly id: string;
  readonly revision: number;
}

/** The server's API as the administrator of this machine: to arrange what a test begins with. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  async get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  async post<T>(path: string, data?: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.send<T>('POST', path, data, headers);
  }

  async put<T>(path: string, data?: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.send<T>('PUT', path, data, headers);
  }

  /** Stores a document as a draft. */
  async draft(document: object): Promise<Stored> {
    const { id } = await this.post<{ id: string }>('/workflows', { document });
    return this.get<Stored>(`/workflows/${id}`);
  }

  /** Stores a document, publishes it, and switches its triggers on where that is asked for. */
  async publish(document: object, enable = false): Promise<Stored> {
    const { id, revision } = await this.draft(document);
    await this.post(`/workflows/${id}/publish`, { comment: 'First' }, { 'If-Match': `"${revision}"` });
    if (enable) await this.post(`/workflows/${id}/enable`);
    return this.get<Stored>(`/workflows/${id}`);
  }

  async startRun(workflow: string, input: object): Promise<string> {
    const { id } = await this.post<{ id: string }>(`/workflows/${workflow}/runs`, { input });
    return id;
  }

  private async send<T>(method: string, path: string, data?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.request.fetch(`/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${process.env['SLUICE_E2E_TOKEN']}`, ...headers },
      ...(data !== undefined && { data: data as Json }),
    });
    expect(answer.ok(), `${method} ${path} answered ${answer.status()}: ${(await answer.text()).slice(0, 600)}`).toBe(true);
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
