import { Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import { Badge } from '@/shared/ui/Badge';
import { changedNodes } from './canvas/changed';
import { useEditor } from './useEditor';

/** Whether what is drawn is what runs: draft, published, or how far apart. */
export function DraftBadge() {
  const version = useEditor((state) => state.publishedVersion);
  const published = useEditor((state) => state.published);
  const document = useEditor((state) => state.document);
  const changes = useMemo(() => {
    if (!published) return undefined;
    const ways = JSON.stringify(published.edges) === JSON.stringify(document.edges);
    const variables = JSON.stringify(published.variables ?? []) === JSON.stringify(document.variables ?? []);
    const removed = published.nodes.some(({ id }) => document.nodes.every((node) => node.id !== id));
    return changedNodes(document, published).size > 0 || !ways || !variables || removed;
  }, [document, published]);
  if (version === null) {
    return (
      <Tooltip label="Nothing runs by itself before it is published">
        <span><Badge tone="plain">Draft</Badge></span>
      </Tooltip>
    );
  }
  if (changes === undefined) return <Badge tone="plain">{`Version ${version}`}</Badge>;
  return changes ? (
    <Tooltip label={`New runs begin with version ${version}; this draft differs from it`}>
      <span><Badge tone="warn">{`Draft, changed since version ${version}`}</Badge></span>
    </Tooltip>
  ) : (
    <Tooltip label="What is drawn is what runs">
      <span><Badge tone="good">{`Published, version ${version}`}</Badge></span>
    </Tooltip>
  );
}
