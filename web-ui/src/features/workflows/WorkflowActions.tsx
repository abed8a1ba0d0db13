import { ActionIcon, Button, Menu, Switch, Tooltip } from '@mantine/core';
import {
  IconBook, IconDots, IconDownload, IconFlask, IconPencil, IconPlayerPlay, IconStack2, IconTrash, IconUpload, IconUsers,
} from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { apiBase } from '@/api/client';
import { inProject } from '@/api/project';
import { useCatalogue } from '@/api/catalogue';
import { useCan } from '@/api/session';
import type { Workflow } from '@/api/types';
import { useDeleteWorkflow, useEnable } from '@/api/workflows';
import { PauseButton } from '@/shared/status/PauseButton';
import { ButtonLink, MenuLink } from '@/shared/ui/links';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { LimitsDialog } from './LimitsDialog';
import { DeleteDialog } from './DeleteDialog';

const PublishDialog = lazy(() => import('@/shared/publish/PublishDialog').then((m) => ({ default: m.PublishDialog })));
const GrantsDialog = lazy(() => import('@/shared/grants/GrantsDialog').then((m) => ({ default: m.GrantsDialog })));
const route = getRouteApi('/workflows/$workflowId');

interface Props {
  readonly workflow: Workflow;
  readonly version: number | undefined;
}

/** What can be done with a workflow, as far as the person's roles go. */
export function WorkflowActions({ workflow, version }: Props) {
  const operator = useCan('operator', workflow.id);
  const editor = useCan('editor', workflow.id);
  const admin = useCan('admin');
  const navigate = route.useNavigate();
  const leave = useNavigate();
  const [dialog, setDialog] = useState<'publish' | 'delete' | 'limits' | 'grants'>();
  const remove = useDeleteWorkflow(workflow.id);
  const catalogue = useCatalogue();
  const start = (run: 'live' | 'dry') => void navigate({ search: (before) => ({ ...before, run }) });

  return (
    <>
      {editor && workflow.publishedVersion !== null && <EnableSwitch workflow={workflow} />}
      {(operator || admin) && workflow.publishedVersion !== null && <PauseButton scope="workflow" id={workflow.id} />}
      {editor && (
        <ButtonLink
          to="/workflows/$workflowId/edit"
          params={{ workflowId: workflow.id }}
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          Edit
        </ButtonLink>
      )}
      {editor && (
        <Button
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          onClick={() => setDialog('publish')}
        >
          Publish
        </Button>
      )}
      {operator && (
        <>
          <Tooltip label="Reads are real; every change stops at its plan and is listed">
            <Button variant="default" leftSection={<IconFlask size={16} aria-hidden />} onClick={() => start('dry')}>
              Dry run
            </Button>
          </Tooltip>
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => start('live')}>
            Run
          </Button>
        </>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More">
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuLink
            to="/workflows/$workflowId/runbook"
            params={{ workflowId: workflow.id }}
            search={{ version }}
            leftSection={<IconBook size={16} aria-hidden />}
          >
            Run-book
          </MenuLink>
          <Menu.Item
            component="a"
            href={apiBase + inProject(`/workflows/${workflow.id}/bpmn${version ? `?version=${version}` : ''}`)}
            download={`${workflow.name}.bpmn`}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Export as BPMN
          </Menu.Item>
          {editor && (
            <Menu.Item leftSection={<IconStack2 size={16} aria-hidden />} onClick={() => setDialog('limits')}>
              Runs at once…
            </Menu.Item>
          )}
          {admin && (
            <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setDialog('grants')}>
              Who may what…
            </Menu.Item>
          )}
          {editor && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setDialog('delete')}
            >
              Delete…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'publish' && (
        <Suspense>
          <PublishDialog
            workflow={workflow}
            document={workflow.document}
            catalogue={catalogue}
            errors={workflow.problems.filter(({ severity }) => severity === 'error').length}
            onShowProblems={() => {
              setDialog(undefined);
              void navigate({ search: (before) => ({ ...before, tab: 'problems' }) });
            }}
            onClose={() => setDialog(undefined)}
          />
        </Suspense>
      )}
      {dialog === 'grants' && (
        <Suspense>
          <GrantsDialog
            subject={{ kind: 'workflows', id: workflow.id }}
            title={`Who may what with ${workflow.name}`}
            onClose={() => setDialog(undefined)}
          />
        </Suspense>
      )}
      {dialog === 'limits' && <LimitsDialog workflow={workflow.id} onClose={() => setDialog(undefined)} />}
      <DeleteDialog
        name={workflow.name}
        opened={dialog === 'delete'}
        onClose={() => setDialog(undefined)}
        onDelete={() =>
          remove.mutate(undefined, {
            onSuccess: () => void leave({ to: '/workflows' }),
            onError: notifyProblem,
          })
        }
      />
    </>
  );
}

function EnableSwitch({ workflow }: { readonly workflow: Workflow }) {
  const enable = useEnable(workflow.id);
  return (
    <Switch
      label="Triggers on"
      checked={workflow.enabled}
      disabled={enable.isPending}
      onChange={(event) => {
        const on = event.currentTarget.checked;
        enable.mutate(on, {
          onSuccess: () => notifyDone(on ? 'Its triggers start runs now.' : 'Its triggers start nothing any more.'),
          onError: notifyProblem,
        });
      }}
    />
  );
}
