import { Center, Container, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/types';
import { useTour } from '@/shared/tour/useTour';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Shell } from './Shell';

const SetUpPage = lazy(() => import('@/features/session/SetUpPage').then((m) => ({ default: m.SetUpPage })));
const SignInPage = lazy(() => import('@/features/session/SignInPage').then((m) => ({ default: m.SignInPage })));

const SignInAgain = lazy(() => import('@/features/session/SignInAgain').then((m) => ({ default: m.SignInAgain })));
const Tour = lazy(() => import('@/features/tour/Tour').then((m) => ({ default: m.Tour })));

/**
 * Nobody sees a page before signing in; the address stays, so that signing in leads to it. Whoever's
 * session ends on a page keeps the page, and what was typed there, while signing in again.
 */
export function Root() {
  const session = useQuery(sessionQuery);
  const known = useKnownUser(session.data, session.isPending);
  if (session.isPending) return <Waiting />;
  if (session.isError) {
    return (
      <Container size="xs" pt={120} component="main">
        <ErrorNote error={session.error} onRetry={() => session.refetch()} />
      </Container>
    );
  }
  return (
    <Suspense fallback={<Waiting />}>
      {!session.data.setUp ? <SetUpPage /> : known === undefined ? <SignInPage /> : <Pages />}
      {known !== undefined && !session.data.user && <SignInAgain userName={known} />}
    </Suspense>
  );
}

/** Who uses this page; forgotten once the session is asked for anew, as signing out does. */
function useKnownUser(session: Session | undefined, pending: boolean): string | undefined {
  const [known, setKnown] = useState<string>();
  const now = pending ? undefined : (session?.user?.name ?? known);
  if (now !== known) setKnown(now);
  return now;
}

function Pages() {
  const { tour } = useTour();
  return (
    <Shell>
      {tour.state === 'on' && (
        <Suspense>
          <Tour />
        </Suspense>
      )}
      <Outlet />
    </Shell>
  );
}

function Waiting() {
  return (
    <Center h="100%" component="main">
      <Loader aria-label="Loading" />
    </Center>
  );
}
