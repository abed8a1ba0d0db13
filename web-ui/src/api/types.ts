/**
 * The REST API's resources, version 1, as this page reads and writes them: names for what
 * `schema.d.ts` (made from the OpenAPI document by `npm run api`) says. Where the document only says
 * "an object", as of workflow documents, JSON Schemas and data, the type that says more stands here.
 */
import type { Json, JsonObject } from '@/model/json';
import type { WorkflowDocument } from '@/model/workflow';
import type { components } from './schema';

type Schemas = components['schemas'];
/** A generated type, some of its fields said better. */
type With<T, Better> = Omit<T, keyof Better> & Better;

export type Role = Schemas['Role'];
export const roles: readonly Role[] = [
  'viewer', 'operator', 'editor', 'approver', 'responder', 'connection-manager', 'auditor', 'admin',
];

export type Project = Schemas['Project'];
export type Member = Schemas['Member'];
export type PeopleGroup = Schemas['PeopleGroup'];
export type Grant = Schemas['Grant'];
export type PersonRights = Schemas['PersonRights'];
export type GroupPart = Schemas['GroupPart'];
export type Quota = Schemas['Quota'];
export type QuotaChange = Schemas['QuotaChange'];

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

export type Session = Schemas['Session'];
export type Account = Schemas['Account'];
export type LiveSession = Schemas['LiveSession'];
export type OwnAbsence = Schemas['OwnAbsence'];

export type Retention = Schemas['Retention'];
export type RetentionRule = Retention['workflows'][number];
export type PurgedRun = Schemas['PurgedRun'];
export type Verdicts = Schemas['Verdicts'];
export type WorkflowLimits = Schemas['WorkflowLimits'];

export type Pause = Schemas['Pause'];
export type PauseSubject = Schemas['PauseRequest'];

export type User = Schemas['User'];

export type ApiToken = Schemas['Token'];

export type Settings = Schemas['Settings'];

export interface TypeDescriptor {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly category: string;
  readonly icon: string;
  readonly summary: string;
  readonly docs?: string;
  readonly searchWords?: readonly string[];
}

export interface NodeType extends TypeDescriptor {
  readonly kind: 'read' | 'effect' | 'await';
  readonly effectClass?: string | null;
  readonly connectionType?: string | null;
  readonly configSchema?: JsonObject;
  readonly outputSchema?: JsonObject;
  readonly undoable?: boolean;
  readonly permissions?: readonly string[];
  readonly errors?: { readonly [code: string]: string };
}

export interface TriggerType extends TypeDescriptor {
  readonly source: string;
  readonly configSchema?: JsonObject;
  readonly eventSchema?: JsonObject;
}

export interface ConnectionField {
  readonly key: string;
  readonly title: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly secret?: boolean;
  readonly example?: string | null;
}

export interface ConnectionType {
  readonly id: string;
  readonly title: string;
  readonly docs?: string;
  readonly fields: readonly ConnectionField[];
}

export interface Catalogue {
  readonly nodeTypes: readonly NodeType[];
  readonly triggerTypes: readonly TriggerType[];
  readonly connectionTypes: readonly ConnectionType[];
}

export interface TemplateVariable {
  readonly name: string;
  readonly schema?: JsonObject;
  readonly value?: Json;
}

export interface TemplateSummary {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  readonly connections: readonly { readonly name: string; readonly type: string }[];
  readonly variables?: readonly TemplateVariable[];
}

export interface Template extends TemplateSummary {
  readonly document: WorkflowDocument;
  readonly sampleInput?: JsonObject;
}

/** Where in the element it is may be unknown to a problem that this page has found by itself. */
export type Problem = With<
  Schemas['LocatedProblem'],
  { readonly element?: string | null; readonly path?: string; readonly position?: number }
>;

export type WorkflowSummary = Schemas['WorkflowSummary'];

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly document: WorkflowDocument;
  readonly revision: number | string;
  readonly publishedVersion: number | null;
  readonly enabled: boolean;
  readonly problems: readonly Problem[];
}

export type WorkflowVersion = Omit<Schemas['WorkflowVersion'], 'document'>;

export type WorkflowTrigger = Schemas['Trigger'];

/** A run that is listed has begun. */
export type RunStatus = Exclude<Schemas['RunSummary']['status'], 'new'>;

/** How a run tries a draft: which nodes were stood in for, where it began, and where it ends. */
export interface TrialFacts {
  readonly pins: readonly string[];
  readonly from?: string | null;
  readonly until?: string | null;
}

/** The run of which this one is a part: a call, or one item of a for-each. */
export interface RunParent {
  readonly run: string;
  readonly node: string;
  /** Of the item, from 0. */
  readonly index?: number | null;
}

/** `trial` is null for a run in earnest. */
export type RunSummary = With<
  Schemas['RunSummary'],
  { readonly status: RunStatus; readonly trial?: TrialFacts | null }
>;

export type StepStatus = Schemas['Step']['status'];

export type Failure = NonNullable<Schemas['Step']['failure']>;

export type Incident = NonNullable<Schemas['Step']['incident']>;

export type Step = With<Schemas['Step'], { readonly input: JsonObject | null; readonly output: JsonObject | null }>;

export type Change = With<Schemas['Change'], { readonly before: Json; readonly after: Json }>;

export type EffectStatus = Schemas['Effect']['status'];

export type Effect = With<
  Schemas['Effect'],
  { readonly request: JsonObject; readonly changes: readonly Change[]; readonly result: JsonObject }
>;

export type Approval = Schemas['Approval'];

/** What an approval would release. */
export type ReleasePlan = With<
  Schemas['ReleasePlan'],
  {
    readonly steps: readonly {
      readonly path: string;
      readonly exact: boolean;
      readonly print: string;
      readonly changes: readonly Change[];
    }[];
  }
>;

export interface ApprovalPlan {
  readonly approval: Approval;
  readonly plan: ReleasePlan | null;
}

export type PublishRequest = Schemas['PublishRequest'];

export type Run = With<
  Schemas['Run'],
  {
    readonly status: RunStatus;
    readonly trial?: TrialFacts | null;
    readonly parent?: RunParent | null;
    readonly document: WorkflowDocument;
    readonly trigger: JsonObject;
    readonly variables: JsonObject;
    readonly steps: readonly Step[];
    readonly edges: { readonly [edge: string]: number | undefined };
    readonly effects: readonly Effect[];
    readonly approvals: readonly Approval[];
  }
>;

export type JournalEntry = With<
  Schemas['JournalEntry'],
  { readonly events: readonly (JsonObject & { readonly type: string })[] }
>;

export type LogLine = Schemas['LogLine'];

export type Resolution = 'retry' | 'skip' | 'happened' | 'did-not-happen';

export type TriggerEvent = Schemas['TriggerEvent'];

export type Connection = Schemas['Connection'];
export type ConnectionNeeds = Schemas['ConnectionNeeds'];
export type ConnectionUse = Schemas['ConnectionUse'];

export type AuditEntry = With<Schemas['AuditEntry'], { readonly detail: JsonObject }>;
