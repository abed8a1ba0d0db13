import { http } from 'msw';
import { base, server } from './server';

/** Keeps what a page sends. */
export function recording(method: 'post' | 'put' | 'patch', path: string, reply: () => Response) {
  const sent: { body: unknown; headers: Headers }[] = [];
  server.use(
    http[method](base + path, async ({ request }) => {
      const text = await request.text();
      sent.push({ body: text ? JSON.parse(text) : undefined, headers: request.headers });
      return reply();
    }),
  );
  return sent;
}
