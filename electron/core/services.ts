/** Everything that exists once the database is open. */
import type { ModelRuntime } from '../contract/models.ts';
import type { Embedder } from './adapters/embedder/kind.ts';
import type { Db } from './db/open.ts';
import type { Runs } from './runs/runs.ts';
import type { Chat } from './services/chat/index.ts';
import type { Crawler } from './services/crawler/index.ts';
import type { Endpoint } from './services/gateway/endpoint.ts';
import type { EndpointSwitch } from './services/gateway/endpoint-switch.ts';
import type { Gateway } from './services/gateway/index.ts';
import type { Ingestion } from './services/ingestion/index.ts';
import type { Knowledge } from './services/knowledge/index.ts';
import type { Models } from './services/models/index.ts';
import type { Privacy } from './services/privacy/index.ts';
import type { SettingsService } from './services/settings/index.ts';
import type { Caller } from './services/system/identity.ts';
import type { System } from './services/system/index.ts';

export type Services = {
  db: Db;
  caller: Caller;
  chat: Chat;
  crawler: Crawler;
  gateway: Gateway;
  endpoint: Endpoint;
  endpointSwitch: EndpointSwitch;
  models: Models;
  embedder: Embedder;
  knowledge: Knowledge;
  ingestion: Ingestion;
  llmRuntime(): ModelRuntime;
  privacy: Privacy;
  runs: Runs;
  settings: SettingsService;
  system: System;
};
