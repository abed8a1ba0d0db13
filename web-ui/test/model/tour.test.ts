import { describe, expect, it } from 'vitest';
import { currentStep, tourRun, tourTrigger, tourWorkflow } from '@/model/tour';

const workflow = { id: 'w', published: true, enabled: true };
const run = { id: 'r', ended: false };

const listed = (id: string, publishedVersion: number | null, enabled: boolean, type = tourTrigger) => ({
  id, publishedVersion, enabled, triggers: [{ type }],
});

describe('currentStep', () => {
  it('leads from the template to the summary', () => {
    expect(currentStep({ read: false })).toBe('install');
    expect(currentStep({ workflow: { ...workflow, published: false, enabled: false }, read: false })).toBe('publish');
    expect(currentStep({ workflow: { ...workflow, enabled: false }, read: false })).toBe('publish');
    expect(currentStep({ workflow, read: false })).toBe('launch');
    expect(currentStep({ workflow, run, read: false })).toBe('watch');
    expect(currentStep({ workflow, run: { ...run, awaitsChange: 'CHG1' }, read: false })).toBe('approve');
    expect(currentStep({ workflow, run: { ...run, ended: true }, read: false })).toBe('read');
    expect(currentStep({ workflow, run: { ...run, ended: true }, read: true })).toBe('end');
  });
});

describe('tourWorkflow', () => {
  it('takes the one that is furthest, and none that something else starts', () => {
    expect(tourWorkflow([])).toBeUndefined();
    expect(tourWorkflow([listed('other', 1, true, 'webhook')])).toBeUndefined();
    expect(tourWorkflow([listed('draft', null, false), listed('off', 2, false)])?.id).toBe('off');
    expect(tourWorkflow([listed('off', 2, false), listed('on', 1, true)])?.id).toBe('on');
  });
});

describe('tourRun', () => {
  const waiting = { type: 'servicenow.await-approval', status: 'following', note: 'Approval of CHG0030001 is requested' };

  it('names the change that the run waits for', () => {
    expect(tourRun({ id: 'r', steps: [waiting] })).toEqual({ id: 'r', ended: false, awaitsChange: 'CHG0030001' });
    expect(tourRun({ id: 'r', steps: [{ ...waiting, note: null }] })?.awaitsChange).toBe('the change');
    expect(tourRun({ id: 'r', steps: [{ ...waiting, status: 'completed' }] })?.awaitsChange).toBeUndefined();
  });
});
