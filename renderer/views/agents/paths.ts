/** The addresses of the agents. */
export const agentsPath = '/agents';
export const rehearsalPath = '/agents/rehearsal';
export const templatesPath = '/agents/new';
export const importPath = '/agents/import';
export const charactersPath = '/agents/characters';
export const agentPath = (agentId: string): string => `/agents/${agentId}`;
/** `null`: a new one. */
export const characterPath = (characterId: string | null): string =>
  `${charactersPath}/${characterId ?? 'new'}`;
