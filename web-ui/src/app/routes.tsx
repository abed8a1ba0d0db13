import {
  createRootRoute, createRoute, createRouter, lazyRouteComponent,
} from '@tanstack/react-router';
import { Loading } from '@/shared/ui/Loading';
import { HomePage } from './HomePage';
import { NotFoundPage } from './NotFoundPage';
import { PageCrash } from './PageCrash';
import { Root } from './Root';
import * as search from './search';

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });
const under = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const;

const home = createRoute({
  ...under('/'),
  component: HomePage,
});
const dashboard = createRoute({
  ...under('/dashboard'),
  validateSearch: search.dashboard,
  component: lazyRouteComponent(() => import('@/features/dashboard/DashboardPage'), 'DashboardPage'),
});
const workflows = createRoute({
  ...under('/workflows'),
  validateSearch: search.workflows,
  component: lazyRouteComponent(() => import('@/features/workflows/WorkflowsPage'), 'WorkflowsPage'),
});
const workflow = createRoute({
  ...under('/workflows/$workflowId'),
  validateSearch: search.workflow,
  component: lazyRouteComponent(() => import('@/features/workflows/WorkflowPage'), 'WorkflowPage'),
});
const runbook = createRoute({
  ...under('/workflows/$workflowId/runbook'),
  validateSearch: search.runbook,
  component: lazyRouteComponent(() => import('@/features/runbook/RunbookPage'), 'RunbookPage'),
});
const editors = createRoute({
  getParentRoute: () => root,
  id: 'editors',
  staticData: { wholeScreen: true },
  component: lazyRouteComponent(() => import('@/features/editor/EditorFrame'), 'EditorFrame'),
});
const editor = createRoute({
  getParentRoute: () => editors,
  path: '/workflows/$workflowId/edit',
  validateSearch: search.editor,
});
const newWorkflow = createRoute({ getParentRoute: () => editors, path: '/workflows/new' });
const templates = createRoute({
  ...under('/templates'),
  component: lazyRouteComponent(() => import('@/features/templates/TemplatesPage'), 'TemplatesPage'),
});
const template = createRoute({
  ...under('/templates/$templateId'),
  component: lazyRouteComponent(() => import('@/features/templates/TemplatePage'), 'TemplatePage'),
});
const runs = createRoute({
  ...under('/runs'),
  validateSearch: search.runs,
  component: lazyRouteComponent(() => import('@/features/runs/RunsPage'), 'RunsPage'),
});
const run = createRoute({
  ...under('/runs/$runId'),
  validateSearch: search.run,
  component: lazyRouteComponent(() => import('@/features/runs/RunPage'), 'RunPage'),
});
const compare = createRoute({
  ...under('/runs/compare'),
  validateSearch: search.compare,
  component: lazyRouteComponent(() => import('@/features/runs/ComparePage'), 'ComparePage'),
});
const approvals = createRoute({
  ...under('/approvals'),
  validateSearch: search.approvals,
  component: lazyRouteComponent(() => import('@/features/approvals/ApprovalsPage'), 'ApprovalsPage'),
});
const approval = createRoute({
  ...under('/approvals/$runId/$step'),
  validateSearch: search.approval,
  component: lazyRouteComponent(() => import('@/features/approvals/ApprovalPage'), 'ApprovalPage'),
});
const events = createRoute({
  ...under('/events'),
  validateSearch: search.events,
  component: lazyRouteComponent(() => import('@/features/events/EventsPage'), 'EventsPage'),
});
const policies = createRoute({
  ...under('/policies'),
  validateSearch: search.policies,
  component: lazyRouteComponent(() => import('@/features/policies/PoliciesPage'), 'PoliciesPage'),
});
const policy = createRoute({
  ...under('/policies/$policyId'),
  component: lazyRouteComponent(() => import('@/features/policies/PolicyPage'), 'PolicyPage'),
});
const connections = createRoute({
  ...under('/connections'),
  component: lazyRouteComponent(() => import('@/features/connections/ConnectionsPage'), 'ConnectionsPage'),
});
const sandbox = createRoute({
  ...under('/sandbox'),
  validateSearch: search.sandbox,
  component: lazyRouteComponent(() => import('@/features/sandbox/SandboxPage'), 'SandboxPage'),
});
const audit = createRoute({
  ...under('/audit'),
  component: lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage'),
});
const settings = createRoute({
  ...under('/settings'),
  validateSearch: search.settings,
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
});

const tree = root.addChildren([
  home, dashboard, workflows, workflow, runbook, editors.addChildren([editor, newWorkflow]), templates, template, runs, run, compare, approvals, approval, events, policies, policy, connections,
  sandbox, audit, settings,
]);

export function newRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: PageCrash,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
  interface StaticDataRouteOption {
    /** The page takes the whole screen: no navigation beside it. */
    wholeScreen?: boolean;
  }
}
