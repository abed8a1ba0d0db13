import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Rows that stand for what is coming. */
export function Loading({ rows = 5, height = 52 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <Stack gap="xs" role="status">
      <VisuallyHidden>Loading…</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
