/** The frame: rail, top bar, palette, tasks, shortcuts. */
import type { Translated } from '../translated.ts';
import type { app as german } from '../de/app.ts';

export const app: Translated<typeof german> = {
  services: { chat: 'Chat', models: 'Models', network: 'Network ledger', settings: 'Settings' },
  rail: {
    label: 'Main navigation',
    collapse: 'Collapse rail',
    expand: 'Expand rail',
    openMenu: 'Open menu',
    running: '{count, plural, one {# running task} other {# running tasks}}',
  },
  skip: 'Skip to content',
  search: { label: 'Search or command' },
  network: {
    offline: 'Offline – nothing leaves this computer',
    offlineShort: 'Offline',
    restricted: 'Restricted – only model downloads allowed',
    restrictedShort: 'Restricted',
    downloading: 'Connected – a model is being downloaded',
    downloadingShort: 'Connected',
    open: 'Open network ledger',
  },
  connection: {
    starting: 'WattOS is starting …',
    slow: 'The program takes longer than usual. Please leave the window open.',
    lost: 'The connection to the program is interrupted. Reconnecting …',
    back: 'The connection is back.',
  },
  tasks: {
    button: '{count, plural, =0 {No running tasks} one {# running task} other {# running tasks}}',
    title: 'Tasks',
    none: 'Nothing is running right now.',
    recent: 'Recent',
    cancel: 'Cancel',
    cancelNamed: 'Cancel: {task}',
    kinds: {
      chat: {
        answer: 'Writing an answer',
      },
      models: {
        pull: 'Downloading {name}',
        import: 'Importing a model file',
      },
    },
    kindsEnded: {
      chat: {
        answer: 'Answer in chat',
      },
      models: {
        pull: 'Download of {name}',
        import: 'Import of a model file',
      },
    },
    states: {
      queued: 'Waiting',
      running: 'Running',
      finished: 'Finished',
      failed: 'Failed',
      cancelled: 'Cancelled',
      interrupted: 'Interrupted',
    },
    amount: '{done} of {total}',
    tokens: '{done, plural, one {# token} other {# tokens}}',
    phases: {
      waiting: 'Waiting',
      unpacking: 'Verifying and unpacking',
      verifying: 'Verifying the checksum',
      'loading-model': 'Loading the model into memory',
    },
    installed: '“{name}” is installed.',
  },
  language: 'Language',
  languageSystem: 'Same as the system',
  theme: {
    label: 'Appearance',
    system: 'Same as the system',
    light: 'Light',
    dark: 'Dark',
    contrast: 'High contrast',
  },
  palette: {
    title: 'Search or run a command',
    placeholder: 'Conversation, command or section …',
    conversations: 'Conversations',
    go: 'Sections',
    actions: 'Commands',
    none: 'Nothing found for “{query}”.',
    untitled: 'New conversation',
    hint: 'Choose with the arrow keys, open with Enter',
    results: '{count, plural, =0 {No results} one {# result} other {# results}}',
  },
  commands: {
    newChat: 'New conversation',
    appearance: 'Settings: Appearance',
    chatDefaults: 'Settings: Chat',
    modelSettings: 'Settings: Models',
    networkSettings: 'Settings: Network',
    editShortcuts: 'Settings: Shortcuts',
    about: 'Settings: About WattOS',
    shortcuts: 'Show keyboard shortcuts',
    theme: 'Appearance: {name}',
    language: 'Language: {name}',
    rail: 'Collapse or expand the rail',
    onboarding: 'See the introduction again',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    edit: 'Change shortcuts',
    always: 'Always',
    actions: {
      app: {
        palette: 'Search or run a command',
        shortcuts: 'Show this list',
        settings: 'Open settings',
        rail: 'Collapse or expand the rail',
        nextRegion: 'To the next region',
        previousRegion: 'To the previous region',
      },
      chat: {
        new: 'New conversation',
        search: 'Search conversations',
        copyAnswer: 'Copy the last answer',
      },
    },
    escape: 'Close, stop the answer',
    tab: 'To the next control',
  },
  crash: {
    title: 'This view has crashed',
    reload: 'Reload view',
  },
  notFound: {
    title: 'There is no such page',
    help: 'The address leads to no section of WattOS.',
    home: 'To the chat',
  },
};
