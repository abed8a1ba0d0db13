import { describe, expect, it } from 'vitest';
import { hitsText, listed, placeText, policyLook, policyStatuses, roadOf } from '@/model/policy';

describe('a policy in words', () => {
  it('has a name and a meaning in every state', () => {
    for (const status of policyStatuses) {
      expect(policyLook(status).label).not.toBe(status);
      expect(policyLook(status).says).toMatch(/\.$/);
    }
    expect(policyLook('brand-new').label).toBe('brand-new');
  });

  it('never shows as 0 what nobody knows', () => {
    expect(hitsText({ known: false, total: null, unexplained: null })).toBe('Not known');
    expect(hitsText({ known: true, total: 0, unexplained: 0 })).toBe('None');
    expect(hitsText({ known: true, total: 4, unexplained: 0 })).toBe('4, all explained');
    expect(hitsText({ known: true, total: 4, unexplained: 1 })).toBe('4, 1 not explained');
  });

  it('shows how far along its road it is', () => {
    expect(roadOf('review').map(({ place }) => place)).toEqual(['done', 'done', 'done', 'here', 'ahead', 'ahead']);
    expect(roadOf('tuned').find(({ place }) => place === 'here')?.status).toBe('generated');
    expect(roadOf('expired').every(({ place }) => place === 'done')).toBe(true);
  });

  it('reads lists as people write them', () => {
    expect(listed(' /usr/bin/ping, 203.0.113.9\n22 ')).toEqual(['/usr/bin/ping', '203.0.113.9', '22']);
    expect(listed('')).toEqual([]);
  });

  it('names its place from wide to narrow', () => {
    expect(placeText({ cluster: 'prod', namespace: 'shop', workload: 'web' })).toBe('prod / shop / web');
    expect(placeText({ cluster: '', namespace: '', workload: '' })).toBe('everywhere');
  });
});
