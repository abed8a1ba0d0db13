import { Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconAlertTriangleFilled, IconCircleCheck } from '@tabler/icons-react';
import type { Problem } from '@/api/types';
import { edgeName } from '@/model/diff';
import { nodeName, type WorkflowDocument } from '@/model/workflow';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './ProblemsPanel.module.css';

/** What is wrong with the draft, and where; errors first. */
export function ProblemsPanel() {
  const problems = useEditor((state) => state.problems);
  const document = useEditor((state) => state.document);
  if (problems.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title="Nothing is wrong">
        The draft can be published. Every edit is checked as you make it.
      </EmptyState>
    );
  }
  const sorted = problems.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  return (
    <ul className={classes['list']}>
      {sorted.map((problem, index) => (
        <li key={`${problem.code} ${problem.element} ${problem.path} ${index}`}>
          <ProblemLine problem={problem} document={document} />
        </li>
      ))}
    </ul>
  );
}

function ProblemLine({ problem, document }: { readonly problem: Problem; readonly document: WorkflowDocument }) {
  const store = useEditorStore();
  const { element, message, code, path } = problem;
  const error = problem.severity === 'error';
  const content = (
    <>
      <Badge
        tone={error ? 'bad' : 'warn'}
        icon={error ? <IconAlertTriangleFilled aria-hidden /> : <IconAlertTriangle aria-hidden />}
      >
        {error ? 'Error' : 'Warning'}
      </Badge>
      <Text size="sm" mt={4}>
        {element && <b>{elementName(document, element)}: </b>}
        {message}
      </Text>
      <Text size="xs" c="dimmed" className="mono">
        {code} {path}
      </Text>
    </>
  );
  if (!element) return <div className={classes['line']}>{content}</div>;
  const go = () => {
    store.getState().goTo(element);
    store.getState().openPanel('inspector');
  };
  return (
    <UnstyledButton className={classes['line']} data-jumps onClick={go}>
      {content}
    </UnstyledButton>
  );
}

function elementName(document: WorkflowDocument, id: string): string {
  const node = document.nodes.find((candidate) => candidate.id === id);
  if (node) return nodeName(node);
  const edge = document.edges.find((candidate) => candidate.id === id);
  return edge ? edgeName(document, edge) : id;
}
