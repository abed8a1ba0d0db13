import { notifications } from '@mantine/notifications';
import { explain } from '@/api/problem';

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000 });
}

/** What was asked for cannot be, and why. */
export function notifyRefused(message: string): void {
  notifications.show({ message, color: 'yellow', autoClose: 8000 });
}

/** For failures that have no place of their own on the page. */
export function notifyProblem(error: unknown): void {
  const { title, detail } = explain(error);
  notifications.show({ title, message: detail, color: 'red', autoClose: 10_000 });
}
