/** The typed client of the engine: one for the page, over whichever transport its host offers. */
import { createORPCClient } from '@orpc/client';
import type { Client } from '../../electron/contract/index.ts';
import { createReconnectingLink } from './reconnecting-link.ts';
import { connect } from './transport.ts';

export const client: Client = createORPCClient(createReconnectingLink(connect));
