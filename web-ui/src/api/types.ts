/**
 * The REST API's resources, version 1, as this page reads and writes them. Kept in one file so that
 * types generated from the OpenAPI document can take its place.
 */
import type { Json, JsonObject } from '@/model/json';
import type { WorkflowDocument } from '@/model/workflow';

export type Role = 'viewer' | 'operator' | 'editor' | 'approver' | 'admin';
export const roles: readonly Role[] = ['viewer', 'operator', 'editor', 'approver', 'admin'];

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

export interface Session {
  readonly setUp: boolean;
  readonly user: { readonly name: string; readonly roles: readonly Role[] } | null;
  readonly csrfToken: string;
  readonly solo: boolean;
  readonly sandbox: boolean;
  readonly project: string;
  readonly version: string;
}

export interface User {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly disabled?: boolean;
  readonly createdAt?: string;
  readonly lastSeenAt?: string | null;
}

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdAt?: string;
  readonly createdBy?: string;
  readonly expiresAt?: string | null;
  readonly lastUsedAt?: string | null;
}

export interface Settings {
  readonly soloApproval: boolean;
  readonly publicUrl: string | null;
}

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

export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly element?: string | null;
  readonly path?: string;
  readonly position?: number;
  readonly message: string;
}

export interface WorkflowSummary {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly publishedVersion: number | null;
  readonly draftRevision: number;
  readonly enabled: boolean;
  readonly updatedAt: string;
  readonly updatedBy?: string;
  readonly problems: { readonly errors: number; readonly warnings: number };
  readonly triggers: readonly { readonly node: string; readonly type: string }[];
  readonly runs: {
    readonly running: number;
    readonly incidents: number;
    readonly lastStatus?: string | null;
    readonly lastStartedAt?: string | null;
  };
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly document: WorkflowDocument;
  readonly revision: number | string;
  readonly publishedVersion: number | null;
  readonly enabled: boolean;
  readonly problems: readonly Problem[];
}

export interface WorkflowVersion {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly comment?: string;
  readonly hash?: string;
}

export interface WorkflowTrigger {
  readonly node: string;
  readonly type: string;
  readonly url?: string | null;
  readonly secretSet?: boolean | null;
  readonly nextFire?: string | null;
}

export type RunStatus = 'running' | 'completed' | 'canceling' | 'canceled';

export interface RunSummary {
  readonly id: string;
  readonly workflow: { readonly id: string; readonly name: string; readonly version: number };
  readonly status: RunStatus;
  readonly mode: string;
  readonly incidents: number;
  readonly waitingFor?: string | null;
  readonly startedAt: string;
  readonly endedAt?: string | null;
  readonly startedBy: string;
  readonly nodes: readonly string[];
}

export type StepStatus =
  | 'working' | 'waiting' | 'retrying' | 'following' | 'approval' | 'incident'
  | 'completed' | 'ended' | 'abandoned' | 'undoing';

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fault?: string;
}

export interface Incident {
  readonly kind: string;
  readonly code?: string;
  readonly message?: string;
  readonly raisedAt: string;
}

export interface Step {
  readonly id: number | string;
  readonly node: string;
  readonly name: string;
  readonly kind: string;
  readonly type?: string | null;
  readonly generation: number;
  readonly status: StepStatus;
  readonly attempts: number;
  readonly enteredAt: string;
  readonly endedAt?: string | null;
  readonly input?: Json;
  readonly output?: Json;
  readonly note?: string | null;
  readonly dueAt?: string | null;
  readonly failure?: Failure | null;
  readonly incident?: Incident | null;
  readonly effects?: readonly string[];
}

export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly property?: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly summary: string;
}

export type EffectStatus = 'planned' | 'intended' | 'applied' | 'not-applied' | 'doubted' | 'undone';

export interface Effect {
  readonly key: string;
  readonly step: number | string;
  readonly node: string;
  readonly class?: string;
  readonly status: EffectStatus;
  readonly request?: Json;
  readonly changes: readonly Change[];
  readonly result?: Json;
  readonly declaredAt?: string | null;
  readonly settledAt?: string | null;
  readonly undoable?: boolean;
  /** The change that this one undoes. */
  readonly undoes?: string | null;
  readonly undoneBy?: string | null;
}

export interface Approval {
  readonly run: string;
  readonly step: number | string;
  readonly node: string;
  readonly workflow: string | { readonly id: string; readonly name: string };
  readonly title: string;
  readonly description?: string;
  readonly approvers: readonly string[];
  readonly deadline?: string | null;
  readonly requestedAt: string;
  readonly status: string;
  readonly decidedBy?: string | null;
  readonly comment?: string | null;
  readonly planned?: readonly Change[] | null;
}

export interface Run extends RunSummary {
  readonly document: WorkflowDocument;
  readonly trigger?: Json;
  readonly variables?: JsonObject;
  readonly steps: readonly Step[];
  readonly edges: { readonly [edge: string]: number | undefined };
  readonly effects: readonly Effect[];
  readonly approvals: readonly Approval[];
  readonly version: number;
}

export interface JournalEntry {
  readonly version: number;
  readonly at: string;
  readonly events: readonly (JsonObject & { readonly type: string })[];
}

export interface LogLine {
  readonly step: number | string;
  readonly at: string;
  readonly message: string;
}

export type Resolution = 'retry' | 'skip' | 'happened' | 'did-not-happen';

export interface TriggerEvent {
  readonly id: string;
  readonly source: string;
  readonly workflow?: string | null;
  readonly key?: string | null;
  readonly receivedAt: string;
  readonly outcome: string;
  readonly run?: string | null;
  readonly detail?: string | null;
}

export interface Connection {
  readonly name: string;
  readonly type: string;
  readonly settings: { readonly [key: string]: string | undefined };
  /** Names of the secrets that are set; the values are never sent. */
  readonly secrets?: readonly string[] | { readonly [key: string]: boolean | undefined };
  readonly updatedAt?: string;
}

export interface AuditEntry {
  readonly id?: string | number;
  readonly sequence?: number;
  readonly at: string;
  readonly actor?: string;
  readonly action: string;
  readonly subject?: string;
  readonly detail?: Json;
}
