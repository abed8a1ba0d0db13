import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorNote } from '@/shared/ui/ErrorNote';

/** A page that failed to draw; the frame around it stays. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorNote error={error} onRetry={again} />;
}
