import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer } from './fixtures/answers';
import { approvals, drawnPlan } from './fixtures/approvals';

export const base = 'http://localhost:3000/api/v1';

/** Answers every read from the fixtures; tests add what they write. */
export const server = setupServer(
  http.get(`${base}/*`, ({ request }) => {
    const url = new URL(request.url);
    const body = answer(url.pathname.slice('/api/v1'.length), url.searchParams);
    return body === undefined
      ? problem(404, 'NOT_FOUND', 'Not found', 'There is no such thing here. Look in the list.')
      : HttpResponse.json(body as object);
  }),
  http.post(`${base}/approvals/:run/:step/plan`, ({ params }) => {
    const approval = approvals().find((one) => one.run === params['run']);
    return HttpResponse.json({ approval, plan: drawnPlan });
  }),
);

export function problem(status: number, code: string, title: string, detail: string) {
  return HttpResponse.json(
    { type: 'about:blank', title, status, detail, code },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}
