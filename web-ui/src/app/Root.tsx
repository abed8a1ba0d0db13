import { Center, Container, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { sessionQuery } from '@/api/session';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Shell } from './Shell';

const SetUpPage = lazy(() => import('@/features/session/SetUpPage').then((m) => ({ default: m.SetUpPage })));
const SignInPage = lazy(() => import('@/features/session/SignInPage').then((m) => ({ default: m.SignInPage })));

/** Nobody sees a page before signing in; the address stays, so that signing in leads to it. */
export function Root() {
  const session = useQuery(sessionQuery);
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
      {!session.data.setUp ? <SetUpPage /> : !session.data.user ? <SignInPage /> : <Pages />}
    </Suspense>
  );
}

function Pages() {
  return (
    <Shell>
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
