import { describe, expect, it } from 'vitest';
import { attacks, outcomeText } from '@/model/attack';

describe('attacks in the sandbox', () => {
  it('detect the program that acts', () => {
    for (const { activity, finding } of attacks) {
      expect([activity['binary'], activity['file']]).toContain(finding['processPath']);
      expect(activity['address']).toBe(finding['destinationIp']);
    }
  });

  it('tell what became of them', () => {
    expect(outcomeText('killed', 'sluice-x')).toBe('The process was killed by sluice-x.');
    expect(outcomeText('posted', null)).toBe('It went on, and was reported.');
    expect(outcomeText('allowed', null)).toBe('It went on; no policy saw it.');
  });
});
