import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from './api/client';
import { newQueryClient } from './api/queryClient';
import { sessionQuery } from './api/session';
import { App } from './app/App';
import { nonce } from './app/nonce';
import { newRouter } from './app/routes';

setNonce(nonce());
const client = newQueryClient();
whenSignedOut(() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }));

const root = document.getElementById('root');
if (!root) throw new Error('index.html lacks the element with id root');
createRoot(root).render(
  <StrictMode>
    <App client={client} router={newRouter()} />
  </StrictMode>,
);
