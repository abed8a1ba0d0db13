/**
 * Serves the built page over canned answers, under the content security policy of the real server,
 * to look at it without one: `npx vite preview -c test/preview.config.ts`. Test code only.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { answer, session } from './fixtures/answers';
import { drawnPlan } from './fixtures/approvals';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../src', import.meta.url)) } },
  preview: { host: '127.0.0.1', port: 43117, strictPort: true },
  plugins: [
    {
      name: 'canned-api',
      configurePreviewServer(server) {
        server.middlewares.use((request, response, next) => {
          const url = new URL(request.url ?? '/', 'http://localhost');
          if (url.pathname.startsWith('/api/v1')) return api(request, response, url);
          if (/\.\w+$/.test(url.pathname)) return next();
          page(response);
        });
      },
    },
  ],
});

function page(response: ServerResponse) {
  const nonce = crypto.randomUUID();
  response.setHeader('Content-Type', 'text/html');
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.end(readFileSync(`${dist}/index.html`, 'utf8').replaceAll('__CSP_NONCE__', nonce));
}

function api(request: IncomingMessage, response: ServerResponse, url: URL) {
  const path = url.pathname.slice('/api/v1'.length);
  if (path.endsWith('/stream')) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': here\n\n');
    return;
  }
  const scene = request.headers.cookie ?? '';
  const body =
    path === '/session' && scene.includes('scene=setup') ? { ...session, setUp: false, user: null }
    : path === '/session' && scene.includes('scene=signin') ? { ...session, user: null }
    : scene.includes('scene=empty') && ['/workflows', '/runs', '/approvals', '/events'].includes(path) ? { items: [], next: null }
    : request.method === 'GET' ? answer(path, url.searchParams)
    : path === '/workflows/check' ? { problems: [] }
    : path === '/expressions/scope' ? { names: [], functions: [] }
    : path === '/expressions/check' ? { type: 'anything', problems: [], evaluated: false, value: null, valueError: null }
    : path.endsWith('/draft') ? { revision: Date.now(), problems: [] }
    : path.endsWith('/presence') ? { others: [] }
    : path.endsWith('/plan') ? { approval: {}, plan: drawnPlan }
    : { id: 'r-7Q2S00', ok: true, message: 'Signed in as sandbox' };
  response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': body === undefined ? 'application/problem+json' : 'application/json' });
  response.end(JSON.stringify(body ?? { title: 'Not found', status: 404, detail: `There is no ${path}. Look in the list.`, code: 'NOT_FOUND' }));
}
