import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { anyRunQuery } from '@/api/runs';
import { Loading } from '@/shared/ui/Loading';

/** Where the bare address leads: the dashboard once it has something to show, else the workflows. */
export function HomePage() {
  const any = useQuery(anyRunQuery);
  if (any.isPending) return <Loading rows={3} height={120} />;
  return <Navigate to={any.data ? '/dashboard' : '/workflows'} replace />;
}
