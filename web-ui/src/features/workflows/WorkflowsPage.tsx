import { Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBook2, IconHierarchy2, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan } from '@/api/session';
import { workflowsQuery } from '@/api/workflows';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { ButtonLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { MoreButton } from '@/shared/ui/MoreButton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ImportButton } from './ImportButton';
import { WorkflowTable } from './WorkflowTable';

const route = getRouteApi('/workflows');

export function WorkflowsPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q);
  const search = useDebouncedCallback(
    (value: string) => void navigate({ search: { q: value || undefined }, replace: true }),
    250,
  );
  const list = useInfiniteQuery(workflowsQuery(q));
  const editor = useCan('editor');
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader
        title="Workflows"
        lead="What is automated here, whether it is switched on, and how it fared last."
        actions={
          editor && (
            <>
              <ImportButton />
              <ButtonLink to="/workflows/new" variant="default" leftSection={<IconPlus size={17} aria-hidden />}>
                New
              </ButtonLink>
              <ButtonLink to="/templates" leftSection={<IconBook2 size={17} aria-hidden />}>
                New from template
              </ButtonLink>
            </>
          )
        }
      />
      {(items.length > 0 || q !== '') && (
        <Group mb="md">
          <TextInput
            aria-label="Search workflows"
            placeholder="Search by name or description"
            leftSection={<IconSearch size={16} aria-hidden />}
            w={320}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              search(event.currentTarget.value);
            }}
          />
        </Group>
      )}
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <ErrorNote error={list.error} onRetry={() => list.refetch()} />
      ) : items.length === 0 ? (
        <Nothing searched={q} />
      ) : (
        <WorkflowTable items={items} />
      )}
      <MoreButton query={list} />
    </>
  );
}

function Nothing({ searched }: { readonly searched: string }) {
  if (searched !== '') {
    return (
      <EmptyState icon={IconSearch} title={`Nothing matches “${searched}”`}>
        Try another word, or clear the search to see every workflow.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconHierarchy2}
      title="No workflow yet"
      actions={<ButtonLink to="/templates">Choose a template</ButtonLink>}
    >
      Start from a template: it comes complete, asks for its connections and variables, and can be tried as a
      dry run before it changes anything.
    </EmptyState>
  );
}
