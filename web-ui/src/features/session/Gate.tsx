import { Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './Gate.module.css';

interface Props {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** The page before one is in. */
export function Gate({ title, lead, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
  return (
    <div className={classes['page']}>
      <Waves />
      <main className={classes['main']}>
        <svg viewBox="0 0 32 32" width="52" height="52" aria-hidden>
          <rect width="32" height="32" rx="8" fill="#0e5a6b" />
          <path d="M9 7v9M16 7v6M23 7v9" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
          <path
            d="M5 22c2.200 0 3.300-2 5.500-2s3.300 2 5.500 2 3.300-2 5.500-2 3.300 2 5.500 2"
            fill="none"
            stroke="#7fe0d6"
            strokeWidth="3"
            strokeLinecap="round"
          />
        </svg>
        <Title order={1} mt="sm">
          {title}
        </Title>
        <Text c="dimmed" size="sm" mt={4} mb="lg" maw={380} ta="center">
          {lead}
        </Text>
        <Paper p="xl" radius="lg" w="100%">
          {children}
        </Paper>
      </main>
    </div>
  );
}

function Waves() {
  return (
    <svg className={classes['waves']} viewBox="0 0 1200 260" preserveAspectRatio="none" aria-hidden>
      <path d="M0 110c150 0 150-50 300-50s150 50 300 50 150-50 300-50 150 50 300 50v150H0Z" opacity=".35" />
      <path d="M0 160c150 0 150 46 300 46s150-46 300-46 150 46 300 46 150-46 300-46v100H0Z" opacity=".5" />
    </svg>
  );
}
