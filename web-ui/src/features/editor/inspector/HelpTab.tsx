import { Anchor, List, Stack, Text, Title } from '@mantine/core';
import type { AnchorHTMLAttributes } from 'react';
import Markdown from 'react-markdown';
import type { NodeType, TriggerType } from '@/api/types';
import type { WorkflowNode } from '@/model/workflow';
import classes from './Inspector.module.css';

const classTexts: { readonly [effectClass: string]: string | undefined } = {
  convergent: 'It brings about a state: doing it again changes nothing more.',
  probe: 'Before doing it again it looks up whether it happened.',
  token: 'It carries a key by which the other side does it only once.',
  blind: 'When the answer is lost nobody can know whether it happened: a person is asked.',
};

const kindTexts: { readonly [kind: string]: string | undefined } = {
  choice: 'Tries the conditions of its ways from the top and takes the first that holds, else the way marked “otherwise”.',
  fork: 'Goes all ways at once. Bring them together again with a join.',
  join: 'Waits until a token has come by every way in, then goes on once.',
  wait: 'Holds nothing while it waits: no thread, no connection. It outlives restarts.',
  approval: 'Puts a question into the inbox of those who may decide. Its output is the decision: approved, rejected or expired.',
  boundary: 'Leads away from the node it hangs on when that fails, or when it takes too long.',
  end: 'Ends the path that reaches it. The run ends when its last path has.',
  start: 'Where a run begins. A workflow may have several.',
};

interface Props {
  readonly node: WorkflowNode;
  readonly nodeType: NodeType | undefined;
  readonly triggerType: TriggerType | undefined;
}

/** What the node does and needs, in its author's words. */
export function HelpTab({ node, nodeType, triggerType }: Props) {
  const type = nodeType ?? triggerType;
  const errors = Object.entries(nodeType?.errors ?? {});
  return (
    <Stack gap="md" className={classes['docs']}>
      <div>
        {type?.summary && <Text size="sm" fw={550} mb={6}>{type.summary}</Text>}
        {kindTexts[node.kind] && <p>{kindTexts[node.kind]}</p>}
        {type?.docs && <Markdown components={{ a: DocsLink }}>{type.docs}</Markdown>}
      </div>
      {nodeType && (
        <div>
          <Title order={3} mb={4}>What it changes</Title>
          {nodeType.kind === 'effect' ? (
            <p>
              {classTexts[nodeType.effectClass ?? '']} {nodeType.undoable ? 'It can be undone.' : 'It cannot be undone by itself.'}
            </p>
          ) : (
            <p>Nothing: it {nodeType.kind === 'await' ? 'waits' : 'only reads'}.</p>
          )}
        </div>
      )}
      {(nodeType?.permissions?.length ?? 0) > 0 && (
        <div>
          <Title order={3} mb={4}>Permissions it needs</Title>
          <List size="sm">
            {nodeType?.permissions?.map((permission) => (
              <List.Item key={permission}>
                <span className="mono">{permission}</span>
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {errors.length > 0 && (
        <div>
          <Title order={3} mb={4}>Errors</Title>
          <dl className={classes['terms']}>
            {errors.map(([code, text]) => (
              <div key={code}>
                <dt className="mono">{code}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Stack>
  );
}

function DocsLink({ href, children }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer">
      {children}
    </Anchor>
  );
}
