import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useMatches, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { Brand } from './Brand';
import { CommandBar } from './CommandBar';
import { Foot } from './Foot';
import { Navigation } from './Navigation';
import { ProjectSwitch } from './ProjectSwitch';
import { StopBanner } from './StopBanner';
import classes from './Shell.module.css';

/** The frame around every page: where one is, and where one can go. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const wholeScreen = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.wholeScreen) });
  const closeMenu = useEffectEvent(close);
  useEffect(() => closeMenu(), [path]);
  if (wholeScreen) {
    return (
      <main id="main" tabIndex={-1} className={classes['main']}>
        {children}
      </main>
    );
  }
  return (
    <>
      <a href="#main" className={classes['skip']}>
        Skip to the content
      </a>
      <CommandBar />
      <AppShell
        padding={{ base: 'md', lg: 'xl' }}
        header={{ height: { base: 54, md: 0 } }}
        navbar={{ width: 216, breakpoint: 'md', collapsed: { mobile: !opened } }}
      >
        <AppShell.Header hiddenFrom="md">
          <Group h="100%" px="md">
            <Burger opened={opened} onClick={toggle} size="sm" aria-label="Menu" aria-expanded={opened} />
            <Brand />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes['navbar']} aria-label="Main">
          <Link to="/workflows" className={classes['home'] ?? ''} aria-label="Sluice, to the workflows">
            <Brand />
          </Link>
          <ProjectSwitch />
          <Navigation />
          <Foot />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={classes['main']}>
          <div className={classes['content']}>
            <StopBanner />
            {children}
          </div>
        </AppShell.Main>
      </AppShell>
    </>
  );
}
