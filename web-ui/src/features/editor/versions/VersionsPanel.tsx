import { Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkflowVersion } from '@/api/types';
import { versionsQuery } from '@/api/workflows';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';
import { useEditor } from '../useEditor';
import { CompareDialog } from './CompareDialog';
import { NameVersionDialog } from './NameVersionDialog';
import { RestoreDialog } from './RestoreDialog';
import classes from './VersionsPanel.module.css';

type Open = { readonly what: 'compare' | 'restore' | 'name'; readonly version: WorkflowVersion };

/** Published versions, what differs between them and the draft, and the way back to one. */
export function VersionsPanel() {
  const id = useEditor((state) => state.workflowId);
  const published = useEditor((state) => state.publishedVersion);
  const mayEdit = useEditor((state) => state.rights.edit);
  const versions = useQuery({ ...versionsQuery(id ?? ''), enabled: id !== undefined });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);

  if (versions.isError) return <ErrorNote error={versions.error} onRetry={() => void versions.refetch()} />;
  if (id !== undefined && !versions.data) return <Loading rows={3} height={60} />;
  const list = versions.data ?? [];
  if (list.length === 0) {
    return (
      <EmptyState icon={IconHistory} title="Not published yet">
        Publish the draft to make its first version. Every version is kept for ever.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={classes['list']}>
        {list.map((version) => (
          <li key={version.version} className={classes['version']}>
            <b>Version {version.version}</b>{' '}
            {version.version === published && <Badge tone="good">in use</Badge>}
            <Text size="xs" c="dimmed">
              <When at={version.publishedAt} /> by {version.publishedBy}
            </Text>
            {version.comment && (
              <Text size="sm" mt={4} className={classes['comment']}>
                {version.comment}
              </Text>
            )}
            <Group gap={6} mt={8} role="group" aria-label={`Version ${version.version}`}>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Compare version ${version.version}`}
                onClick={() => setOpen({ what: 'compare', version })}
              >
                Compare
              </Button>
              {mayEdit && (
                <Button size="compact-xs" variant="default" onClick={() => setOpen({ what: 'restore', version })}>
                  Restore…
                </Button>
              )}
              {mayEdit && (
                <Button size="compact-xs" variant="subtle" onClick={() => setOpen({ what: 'name', version })}>
                  Say what changed…
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {open?.what === 'compare' && <CompareDialog versions={list} from={open.version.version} onClose={close} />}
      {open?.what === 'restore' && <RestoreDialog version={open.version.version} onClose={close} />}
      {open?.what === 'name' && <NameVersionDialog version={open.version} onClose={close} />}
    </>
  );
}
