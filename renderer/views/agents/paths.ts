/** The addresses of the agents. */
export const agentsPath = '/agents';
export const rehearsalPath = '/agents/rehearsal';
export const agentPath = (agentId: string): string => `/agents/${agentId}`;
