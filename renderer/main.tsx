/** Starts the page: paint what is remembered, fetch the language, draw. The connection is already under way by then. */
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { paintRemembered, rememberedAppearance } from './app/appearance.ts';
import { watchChanges } from './client/changes.ts';
import { queryClient } from './client/query-client.ts';
import { showLanguage } from './i18n/i18n.ts';
import { pickLanguage } from './i18n/languages.ts';
import './ui/theme.css';

paintRemembered();
void watchChanges();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');

await showLanguage(pickLanguage(rememberedAppearance().language, navigator.languages));
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
