import { Table } from '@mantine/core';
import type { Dashboard, Measure } from '@/api/dashboard';
import { measureText } from '@/model/dashboard';
import { Card } from './Card';
import classes from './Dashboard.module.css';

const kinds = [
  { key: 'mttd', name: 'To detect', long: 'MTTD: from when it happened, as the sender says, to its event being received' },
  { key: 'mttp', name: 'To protect', long: 'MTTP: from the beginning of a run to its first change that contains the danger' },
  { key: 'mttr', name: 'To resolve', long: 'MTTR: from the beginning to the regular end of runs that contained or patched something' },
] as const;

/** Mean times to detect, to protect and to resolve. */
export function MeasuresCard({ measures }: { readonly measures: Dashboard['measures'] }) {
  return (
    <Card title="Mean times" size="half" summary="Of the runs that began in this span">
      <dl className={classes['measures']}>
        {kinds.map(({ key, name, long }) => (
          <div key={key} className={classes['measure']}>
            <dt title={long}>{name}</dt>
            <Value measure={measures[key]} />
          </div>
        ))}
      </dl>
      {measures.byWorkflow.length > 1 && (
        <Table.ScrollContainer mt="md" minWidth={360} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Mean times by workflow' } }}>
          <Table verticalSpacing={6} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Workflow</Table.Th>
                {kinds.map(({ key, name }) => (
                  <Table.Th key={key}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {measures.byWorkflow.map((row) => (
                <Table.Tr key={row.workflow.id}>
                  <Table.Td>{row.workflow.name}</Table.Td>
                  {kinds.map(({ key }) => (
                    <Table.Td key={key} className="numbers">
                      {row[key].seconds === null ? '–' : measureText(row[key].seconds)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}

function Value({ measure }: { readonly measure: Measure }) {
  const known = measure.seconds !== null;
  return (
    <dd>
      <div className={classes['big']} data-known={known}>
        {measureText(measure.seconds)}
      </div>
      <div className={classes['note']}>{known ? (measure.count === 1 ? 'of 1 run' : `of ${measure.count} runs`) : 'No run has shown it'}</div>
    </dd>
  );
}
