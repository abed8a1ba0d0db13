import { expect, test } from '../support/test';

const nonceOf = (text: string) => /'nonce-([^']+)'/.exec(text)?.[1];

test('the page is served under a strict policy with a fresh nonce', async ({ page, request }) => {
  const first = await request.get('/workflows');
  const second = await request.get('/workflows');
  const policy = first.headers()['content-security-policy'] ?? '';

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(nonceOf(policy)).toBeTruthy();
  expect(nonceOf(second.headers()['content-security-policy'] ?? '')).not.toBe(nonceOf(policy));
  expect(await first.text()).toContain(`nonce="${nonceOf(policy)}"`);
  expect(first.headers()).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });

  await page.goto('/workflows');
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible();
  const cookie = (await page.context().cookies()).find(({ name }) => name.startsWith('SLUICE'));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test('the policy is really in force: what it forbids is blocked and reported', async ({ page, watch }) => {
  watch.expectErrors(/policy: .*(script-src|style-src)/, /Content Security Policy/);
  await page.goto('/workflows');
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.intruder = true';
    document.body.append(script);
    const element = document.createElement('img');
    element.setAttribute('onerror', 'globalThis.intruder = true');
    element.src = 'data:image/png;base64,none';
    document.body.append(element);
    return Reflect.has(globalThis, 'intruder');
  });
  expect(ran).toBe(false);
});
