import { ActionIcon, Popover, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconAt, IconPin } from '@tabler/icons-react';
import { createElement, useState } from 'react';
import { isId, takenIds } from '@/model/ids';
import { looksOf } from '@/model/looks';
import type { WorkflowNode } from '@/model/workflow';
import { iconNamed } from '@/shared/diagram/icons';
import { Badge } from '@/shared/ui/Badge';
import { useEditor, useEditorStore } from '../useEditor';
import { useInspected } from './context';
import classes from './Inspector.module.css';
import { useNodeEdit } from './useElementEdit';

/** What a node is called, and what it is. */
export function NodeHeader({ node }: { readonly node: WorkflowNode }) {
  const catalogue = useEditor((state) => state.catalogue);
  const pinned = useEditor((state) => state.pins[node.id]);
  const { readOnly } = useInspected();
  const edit = useNodeEdit(node.id);
  const looks = looksOf(node, catalogue);
  return (
    <div className={classes['head']}>
      <div className={classes['title']}>
        <span className={classes['icon']} data-family={looks.family}>
          {createElement(iconNamed(looks.icon), { size: 20, 'aria-hidden': true })}
        </span>
        <div>
          <TextInput
            label="Name"
            value={node.name ?? ''}
            placeholder={node.id}
            disabled={readOnly}
            rightSection={<IdButton key={node.id} node={node} />}
            onChange={(event) => edit({ name: event.currentTarget.value || undefined }, '/name')}
          />
        </div>
      </div>
      <div className={classes['facts']}>
        <span>{looks.subtitle}</span>
        <span className="mono">{node.id}</span>
        {node['disabled'] === true && <Badge tone="warn">Skipped</Badge>}
        {pinned && (
          <Badge tone="person" icon={<IconPin aria-hidden />}>
            {'error' in pinned ? 'Error pinned' : 'Output pinned'}
          </Badge>
        )}
      </div>
    </div>
  );
}

/** Gives the node another id; expressions that name it follow. */
function IdButton({ node }: { readonly node: WorkflowNode }) {
  const store = useEditorStore();
  const { readOnly } = useInspected();
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState(node.id);
  const problem = text === node.id ? undefined : idProblem(text, takenIds(store.getState().document));
  const apply = () => {
    if (problem) return;
    setOpened(false);
    if (text === node.id) return;
    store.getState().edit({ type: 'rename-node', id: node.id, newId: text });
    store.getState().select([text]);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label="Name in expressions">
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Change the name in expressions" disabled={readOnly} onClick={() => setOpened(!opened)}>
            <IconAt size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <TextInput
            label="Name in expressions"
            classNames={{ input: 'mono' }}
            value={text}
            error={problem}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && apply()}
            onBlur={apply}
          />
          <Text size="xs" c="dimmed">
            Press Enter. Expressions that name it follow.
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function idProblem(id: string, taken: ReadonlySet<string>): string | undefined {
  if (!isId(id)) return 'Use letters, digits and _, no digit first, at most 64; some words are taken by the language.';
  return taken.has(id) ? 'Another element has this id.' : undefined;
}
