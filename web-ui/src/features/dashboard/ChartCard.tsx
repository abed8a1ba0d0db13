import { ActionIcon, ScrollArea, Table, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Card } from './Card';
import classes from './Dashboard.module.css';

interface Props {
  readonly title: string;
  /** What the plot shows, in a sentence: for those who do not see it, and for a quick look. */
  readonly summary: string;
  readonly size: 'wide' | 'half';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly children: ReactNode;
}

/** A plot, and the same numbers as a table. */
export function ChartCard({ title, summary, size, columns, rows, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  const label = asTable ? 'Show as a plot' : 'Show as a table';
  const Icon = asTable ? IconChartBar : IconTable;
  const swap = (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={`${label}: ${title}`} onClick={() => setAsTable(!asTable)}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Card title={title} summary={summary} size={size} beside={swap}>
      {asTable ? (
        <ScrollArea.Autosize mah={280} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': `${title} as a table` }}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row[0]}>
                  {row.map((cell, index) => (
                    <Table.Td key={columns[index]} className="numbers">
                      {cell}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      ) : (
        <div className={classes['plot']} role="img" aria-label={`${title}. ${summary}`}>
          {children}
        </div>
      )}
    </Card>
  );
}
