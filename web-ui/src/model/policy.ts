/** Where a policy stands; every way from one to another is the server's business. */
export const policyStatuses = [
  'detected', 'generated', 'audit', 'review', 'tuned', 'enforcement', 'active', 'expired', 'withdrawn',
] as const;
export type PolicyStatus = (typeof policyStatuses)[number];

export type PolicyTone = 'plain' | 'good' | 'work' | 'wait' | 'person' | 'warn' | 'bad';

interface Look {
  readonly label: string;
  readonly tone: PolicyTone;
  /** What it means, in a sentence. */
  readonly says: string;
}

const looks: { readonly [status in PolicyStatus]: Look } = {
  detected: { label: 'Detected', tone: 'plain', says: 'Something was detected; no policy answers it yet, or none can.' },
  generated: { label: 'Generated', tone: 'work', says: 'There is a policy; no cluster has it yet.' },
  audit: { label: 'In audit', tone: 'wait', says: 'Clusters only report what it would have stopped.' },
  review: { label: 'In review', tone: 'person', says: 'Watched long enough; a person looks at what it would have stopped.' },
  tuned: { label: 'Tuned', tone: 'work', says: 'Made narrower by a person; clusters do not have that yet.' },
  enforcement: { label: 'Being enforced', tone: 'warn', says: 'Approved; not every cluster has the form that stops.' },
  active: { label: 'Active', tone: 'good', says: 'Clusters stop what it matches.' },
  expired: { label: 'Expired', tone: 'plain', says: 'Its time is over; it is removed.' },
  withdrawn: { label: 'Withdrawn', tone: 'plain', says: 'Taken back by a person; it is removed.' },
};

export function policyLook(status: string): Look {
  return looks[status as PolicyStatus] ?? { label: status, tone: 'plain', says: '' };
}

/** The road a policy takes when nothing is in its way. */
export const policyRoad = ['detected', 'generated', 'audit', 'review', 'enforcement', 'active'] as const;

export type RoadPlace = 'done' | 'here' | 'ahead';

/** How far along the road: `tuned` stands where `generated` does, for it goes to audit again. */
export function roadOf(status: string): { readonly status: PolicyStatus; readonly place: RoadPlace }[] {
  const stands = status === 'tuned' ? 'generated' : status;
  const at = policyRoad.findIndex((one) => one === stands);
  return policyRoad.map((one, index) => ({
    status: one,
    place: at < 0 || index < at ? 'done' : index === at ? 'here' : 'ahead',
  }));
}

export interface HitCounts {
  /** False while no agent of its clusters tells of hits: then nobody knows. */
  readonly known: boolean;
  readonly total: number | null;
  readonly unexplained: number | null;
}

/** Hits in words; where nobody knows, that is said, and never shown as 0. */
export function hitsText({ known, total, unexplained }: HitCounts): string {
  if (!known || total === null) return 'Not known';
  if (total === 0) return 'None';
  return unexplained === 0 ? `${total}, all explained` : `${total}, ${unexplained ?? total} not explained`;
}

const moves: { readonly [move: string]: { readonly label: string; readonly done: string } | undefined } = {
  review: { label: 'Ask for a review', done: 'A review is asked for.' },
  promote: { label: 'Enforce', done: 'Approved; the clusters are being told.' },
  tune: { label: 'Make narrower', done: 'Narrower now; it goes back to audit.' },
  'break-glass': { label: 'Break glass', done: 'Enforced at once; it goes back to review by itself.' },
  withdraw: { label: 'Withdraw', done: 'Withdrawn; it is being removed from the clusters.' },
};

export function moveLook(move: string): { readonly label: string; readonly done: string } {
  return moves[move] ?? { label: move.replaceAll('-', ' '), done: 'Done.' };
}

/** A category in words: `crypto-mining` is “Crypto mining”. */
export function categoryText(category: string): string {
  const words = category.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where it acts, from wide to narrow: `prod / shop / web`. */
export function placeText(policy: { readonly cluster: string; readonly namespace: string; readonly workload: string }): string {
  return [policy.cluster, policy.namespace, policy.workload].filter((part) => part !== '').join(' / ') || 'everywhere';
}

/** One thing a line: `/usr/bin/ping, 203.0.113.9` is two. */
export function listed(text: string): string[] {
  return text.split(/[\s,]+/).filter((one) => one !== '');
}
