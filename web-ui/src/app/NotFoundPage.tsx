import { IconMapQuestion } from '@tabler/icons-react';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={IconMapQuestion}
        title="There is no such page"
        actions={<ButtonLink to="/workflows">To the workflows</ButtonLink>}
      >
        The address may be mistyped, or what it led to has been deleted.
      </EmptyState>
    </>
  );
}
