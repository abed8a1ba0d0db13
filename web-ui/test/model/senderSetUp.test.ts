import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contactOf, senderSetUp, stepsText } from '@/model/senderSetUp';

const url = 'https://sluice.example/webhook/cdr';

describe('F048: what to do at the sender', () => {
  it('names the Qualys console’s places, the URL and the event types', () => {
    const setUp = senderSetUp({ type: 'qualys.cdr-push', url, config: {} });
    const text = setUp ? stepsText(setUp) : '';
    expect(text).toContain('TotalCloud › Settings › Integrations');
    expect(text).toContain(`URL: ${url}`);
    expect(text).toContain('Container threats, CDR detections');
    expect(text).toMatch(/secret.*another way/);
  });

  it.each([
    ['raw-hex', '', 'X-Qualys-Signature'], ['raw-hex', 'X-Mine', 'X-Mine'], ['github', '', 'X-Hub-Signature-256'], ['stripe', '', 'Stripe-Signature'],
    ['slack', '', 'X-Slack-Signature'], ['standard-webhooks', '', 'webhook-signature'], ['token', '', 'X-Sluice-Token'], ['unknown', '', 'X-Qualys-Signature'],
  ])('shows how %s with header “%s” is sent', (signature, header, expected) => {
    const setUp = senderSetUp({ type: 'webhook', url, config: { signature, header } });
    expect(setUp?.example).toContain(expected);
    expect(setUp?.example).toContain(url);
  });

  it('tells how Amazon SNS is subscribed, without a secret', () => {
    const setUp = senderSetUp({ type: 'webhook', url, config: { signature: 'aws-sns' } });
    expect(setUp?.steps.some(({ copy }) => copy === url)).toBe(true);
    expect(setUp?.steps.some(({ secret }) => secret)).toBe(false);
    expect(contactOf({ secretSet: null })).toEqual({ state: 'waiting' });
  });

  it('signs in the terminal as the server checks it', () => {
    const example = senderSetUp({ type: 'qualys.cdr-push', url, config: {} })?.example ?? '';
    const script = example.replace("secret='…'", "secret='whsec_abc'").replace(/^curl.*$/m, 'sign');
    const shown = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trim();
    expect(shown).toBe(createHmac('sha256', 'whsec_abc').update('[]').digest('hex'));
  });
});

describe('F048: the light', () => {
  const early = '2026-01-05T10:00:00Z';
  const late = '2026-01-05T10:00:09Z';

  it('waits for the first event once there is a secret', () => {
    expect(contactOf({ secretSet: false })).toEqual({ state: 'no-secret' });
    expect(contactOf({ secretSet: true, received: null, refused: null })).toEqual({ state: 'waiting' });
  });

  it('shows the newer of a good and a bad delivery', () => {
    expect(contactOf({ secretSet: true, received: late, refused: early })).toEqual({ state: 'received', at: late });
    expect(contactOf({ secretSet: true, received: early, refused: late })).toEqual({ state: 'refused', at: late, before: early });
    expect(contactOf({ secretSet: true, refused: late })).toEqual({ state: 'refused', at: late, before: undefined });
  });
});
