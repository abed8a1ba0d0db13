import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { newQueryClient } from '@/api/queryClient';
import { App } from '@/app/App';
import { newRouter } from '@/app/routes';

/** Opens the whole application at an address, as a person would. */
export function open(address: string) {
  const router = newRouter();
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) });
  const client = newQueryClient();
  render(<App client={client} router={router} />);
  return { router, client, user: userEvent.setup({ delay: null }) };
}
