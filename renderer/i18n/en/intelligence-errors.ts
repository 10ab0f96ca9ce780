/** What can be wrong with analyses, agents and characters. */
import type { ErrorMessages } from '../translated.ts';

export const intelligenceErrors: Pick<ErrorMessages, 'intelligence' | 'agents'> = {
  intelligence: {
    ANALYSIS_NOT_FOUND: {
      title: 'This analysis is gone',
      help: 'It was removed. The list is up to date now.',
    },
    GROUP_NOT_FOUND: {
      title: 'This target group is gone',
      help: 'It was removed or merged with another one.',
    },
    PERSONA_NOT_FOUND: { title: 'This persona is gone', help: 'It was removed. The view is up to date now.' },
    EVIDENCE_NOT_FOUND: {
      title: 'This piece of evidence is gone',
      help: 'Its document was removed, or the analysis has been repeated since.',
    },
    HISTORY_NOT_FOUND: { title: 'There is no such earlier state', help: 'There is nothing to go back to.' },
    VERSION_NOT_FOUND: {
      title: 'There is no such version',
      help: 'Version {version} was never finished. Choose another one.',
    },
    NO_SOURCES: {
      title: 'The sources are missing',
      help: 'Choose at least one knowledge space, document or conversation.',
    },
    RUNNING: { title: 'The analysis is still running', help: 'Wait until it has ended, or stop it.' },
    LOCKED: { title: '“{name}” has been confirmed', help: 'Undo the confirmation to change something.' },
  },
  agents: {
    NOT_FOUND: { title: 'This agent is gone', help: 'It was removed. The list is up to date now.' },
    TEMPLATE_NOT_FOUND: {
      title: 'There is no such role template',
      help: 'There is no template “{name}”. Choose another one.',
    },
    CHARACTER_NOT_FOUND: {
      title: 'This character is gone',
      help: 'It was removed. The list is up to date now.',
    },
    PACKAGE_UNREADABLE: {
      title: 'The file is not an agent package',
      help: 'It is damaged, something else, or from a newer version. Nothing was taken over.',
    },
    PACKAGE_TOO_LARGE: {
      title: 'The package is too large',
      help: '{limitMb, number} MB are possible. Have it split into several packages. Nothing was taken over.',
    },
    PACKAGE_NOT_FOUND: {
      title: 'The package is no longer open',
      help: 'Choose the file once more. Nothing was taken over.',
    },
    NO_KNOWLEDGE: { title: 'The agent has no knowledge yet', help: 'Link a knowledge space first.' },
    PERSONA_REMOVED: {
      title: 'The persona of this agent was removed',
      help: 'Bring the persona back in the analysis, then the agent can be published again.',
    },
    NOT_AVAILABLE: {
      title: 'The agent “{name}” is no longer available',
      help: 'It was unpublished or removed. Publish it again, or start a new conversation.',
    },
  },
};
