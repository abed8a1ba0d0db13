import { Table, UnstyledButton } from '@mantine/core';
import type { Run } from '@/api/types';
import { isGuard, stepName, stepsInOrder } from '@/model/overlay';
import { findNode } from '@/model/workflow';
import { StepBadge } from '@/shared/status/StepBadge';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';

interface Props {
  readonly run: Run;
  readonly onShow: (node: string) => void;
}

/** Every visit to a node, in order: the diagram for those who cannot see it, and for counting. */
export function StepList({ run, onShow }: Props) {
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Steps' } }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Began</Table.Th>
            <Table.Th>Took</Table.Th>
            <Table.Th>Tries</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stepsInOrder(run).filter((step) => !isGuard(step, findNode(run.document, step.node))).map((step) => (
            <Table.Tr key={step.id}>
              <Table.Td>
                <UnstyledButton fz="sm" fw={550} c="var(--brand)" onClick={() => onShow(step.node)}>
                  {stepName(run, step)}
                </UnstyledButton>
              </Table.Td>
              <Table.Td>
                <StepBadge state={step.status} />
              </Table.Td>
              <Table.Td>
                <When at={step.enteredAt} as="time" />
              </Table.Td>
              <Table.Td>
                <Took from={step.enteredAt} to={step.endedAt} />
              </Table.Td>
              <Table.Td className="numbers">{step.attempts}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
