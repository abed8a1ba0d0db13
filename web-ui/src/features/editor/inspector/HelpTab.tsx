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
  'any-choice': 'Takes every way whose condition holds, at the same time, else the way marked “otherwise”. A join that waits for what is under way brings them together again.',
  race: 'Begins every wait and approval right behind it. The first that happens goes on; the others are dropped.',
  scope: 'Steps that are gone through as one (BPMN: sub-process). It is entered at its beginning and left when nothing in it is under way. Hang an event on it to catch what happens anywhere in it: an error, a time, a message, an escalation. As a loop it is gone through again as long as its condition holds.',
  'for-each': 'Goes through its steps once for each item of a list (BPMN: multi-instance). The steps within see `item` and `index`; each item is a run of its own, so that one that fails is seen, and can be tried again, by itself. The output has total, done, failed and the results in their order.',
  handler: 'Begins when its event happens anywhere in the area it stands in, or at the top anywhere in the run (BPMN: event sub-process). It has no ways in or out. If it ends everything else, its own end is the end of that area.',
  begin: 'Where an area begins, each time it is entered. Each area has one.',
  throw: 'Tells others and goes on at once (BPMN: throw event). A message is for the run that waits for its name and key; a signal is for every run that waits for it now; an escalation is for the nearest area around that takes its code.',
  call: 'Runs another workflow, as it is published, to its end (BPMN: call activity). What its ends give back is the output here. When it fails, this fails with its code. It is a run of its own, with a link to this one.',
  compensate: 'Undoes what was changed in the area it stands in, latest first (BPMN: compensation): each by the task drawn to make it good, else by what its node type knows.',
  boundary: 'Leads away from the node it hangs on when its event happens: an error, a time, a message, a signal, an escalation from within. “To make it good” is different: it leads to the one task that undoes what the node did.',
  end: 'Ends the path that reaches it. The run, or the area, ends when its last path has. It may give back a result, end everything else, fail with a code, or say whether a resource passes (a verdict).',
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
