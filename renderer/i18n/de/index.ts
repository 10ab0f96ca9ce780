/** All German words, one file per namespace. */
import { agents } from './agents.ts';
import { app } from './app.ts';
import { characters } from './characters.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { crawler } from './crawler.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { findings } from './findings.ts';
import { gateway } from './gateway.ts';
import { guidedStart } from './guided-start.ts';
import { journey } from './journey.ts';
import { knowledge } from './knowledge.ts';
import { models } from './models.ts';
import { network } from './network.ts';
import { newAgents } from './new-agents.ts';
import { onboarding } from './onboarding.ts';
import { privacy } from './privacy.ts';
import { settings } from './settings.ts';
import { sourcesChanged } from './sources-changed.ts';
import { studio } from './studio.ts';
import { vault } from './vault.ts';

export const german = {
  common,
  agents,
  app,
  characters,
  chat,
  crawler,
  errors,
  evidence,
  findings,
  gateway,
  guidedStart,
  journey,
  knowledge,
  models,
  network,
  newAgents,
  onboarding,
  privacy,
  settings,
  sourcesChanged,
  studio,
  vault,
};
