/** English of the hosts and the command line. */
import { crawlerErrorsEn, crawlerWordsEn } from './crawler.ts';
import { number } from './format.ts';
import { helpEn } from './help.ts';
import { intelligenceEn } from './intelligence.ts';
import { intelligenceCliEn } from './intelligence-cli.ts';
import { knowledgeCliEn, knowledgeEn } from './knowledge.ts';
import { privacyCliEn, privacyEn } from './privacy.ts';
import type { Words } from './words.ts';

export const en: Words = {
  locale: 'en',
  errors: {
    'request.INVALID': ({ issues }) =>
      `The request is not valid${issues.length ? `: ${issues.map((issue) => `${issue.path || 'input'}: ${issue.problem}`).join('; ')}` : ''}.`,
    'request.UNAUTHENTICATED': () => 'This host wants its token, and got none or a wrong one.',
    'request.FORBIDDEN': ({ permission }) => `You lack the permission “${permission}”.`,
    'request.RATE_LIMITED': ({ retryAfterMs }) =>
      `Too many requests. Try again in ${number(Math.ceil(retryAfterMs / 1000), 'en')} s.`,
    'request.CANCELLED': () => 'Cancelled.',
    'request.UNKNOWN_PROCEDURE': () =>
      'This host does not know that request. Host and client may be of different versions.',
    'internal.BUG': ({ reference }) => `An error of WattOS itself. The log explains it under ${reference}.`,
    'vault.LOCKED': () =>
      'The database is locked. Give its passphrase with --passphrase-file, or unlock it in the window.',
    'vault.WRONG_KEY': () => 'The passphrase or key does not open this database. Nothing was changed.',
    'vault.WEAK_PASSPHRASE': ({ minLength }) => `The passphrase needs at least ${minLength} characters.`,
    'vault.ALREADY_OPEN': () => 'The database is open already.',
    'vault.KEY_MISSING': () =>
      'The key of this database is missing here. Name its key file with WATTOS_KEY_FILE, or use the account and computer that created it.',
    'database.FROM_THE_FUTURE': ({ found, supported }) =>
      `A newer WattOS wrote this database (schema ${found}, this one knows ${supported}). Install the newer version; nothing was changed.`,
    'database.CORRUPT': ({ backup }) =>
      `The database file is damaged and was left untouched. ${backup ? `The last backup is ${backup}.` : 'There is no backup in its folder.'}`,
    'database.LOCKED_BY_ANOTHER': ({ pid }) =>
      `Another WattOS is using this data folder${pid === null ? '' : ` (process ${pid})`}. Close it, or choose another folder with --data.`,
    'database.DISK_FULL': () => 'The disk is full. Nothing stored is lost; free some space and try again.',
    'database.READ_ONLY': () =>
      'The data folder cannot be written. Check its permissions, or choose another with --data.',
    'database.MIGRATION_FAILED': ({ migration, backup }) =>
      `The database could not be updated (${migration}) and was left as it was.${backup ? ` A backup is ${backup}.` : ''}`,
    'chat.CONVERSATION_NOT_FOUND': () => 'There is no such conversation.',
    'chat.MESSAGE_NOT_FOUND': () => 'There is no such message.',
    'chat.MESSAGE_EMPTY': () => 'The message is empty.',
    'chat.MESSAGE_TOO_LONG': ({ length, limit }) =>
      `The message has ${number(length, 'en')} characters; ${number(limit, 'en')} are possible. Shorten it.`,
    'chat.BUSY': () => 'An answer is being written in this conversation. Wait or stop it.',
    'chat.NO_MODEL': () => 'No language model is installed. Fetch one with: wattos models pull starter',
    'chat.CONTEXT_OVERFLOW': ({ needTokens, haveTokens }) =>
      `The message needs ${number(needTokens, 'en')} tokens; the model takes ${number(haveTokens, 'en')}. Shorten it or choose another model.`,
    'chat.NOTHING_TO_EXPORT': () => 'The conversation is empty; there is nothing to export.',
    'models.NOT_FOUND': () => 'There is no such model. See: wattos models list',
    'models.NOT_INSTALLED': ({ modelId }) =>
      `The model ${modelId} is not installed. Fetch it with: wattos models pull ${modelId}`,
    'models.FILE_MISSING': ({ modelId }) =>
      `The file of the model ${modelId} is gone. Fetch it again with: wattos models pull ${modelId}`,
    'models.FILE_TRUNCATED': ({ modelId }) =>
      `The file of the model ${modelId} is incomplete. Complete it with: wattos models pull ${modelId}`,
    'models.WRONG_HASH': ({ modelId }) =>
      `What was fetched for ${modelId} does not match its checksum and was thrown away. Try again later.`,
    'models.NOT_A_MODEL': ({ fileName }) => `${fileName} is not a model in the GGUF format.`,
    'models.UNSUPPORTED_VERSION': ({ fileName, version }) =>
      `${fileName} uses version ${version} of the GGUF format, which this WattOS cannot read.`,
    'models.TOO_LARGE': ({ needMb, haveMb }) =>
      `The model needs ${number(needMb, 'en')} MB of memory; ${number(haveMb, 'en')} MB are free. Choose a smaller one.`,
    'models.DISK_FULL': ({ needMb, haveMb }) =>
      `The download needs ${number(needMb, 'en')} MB of disk; ${number(haveMb, 'en')} MB are free.`,
    'models.SOURCE_UNREACHABLE': ({ modelId, host }) =>
      `${host} cannot be reached, so ${modelId} is not complete. The next attempt goes on from here.`,
    'models.LOAD_FAILED': ({ modelId }) =>
      `The model ${modelId} could not be loaded. Fetch it again or choose another.`,
    'models.SCHEMA_UNSUPPORTED': ({ keyword, path }) =>
      `The model cannot be held to this JSON Schema: “${keyword}” at “${path}”.`,
    'models.SCHEMA_UNSATISFIABLE': () => 'No value follows this JSON Schema.',
    'models.IN_USE': ({ modelId }) => `The model ${modelId} is in use right now.`,
    'models.STILL_USED': ({ modelId }) =>
      `Settings, conversations or knowledge spaces name the model ${modelId}. Remove it all the same with: wattos models remove ${modelId} --even-if-used`,
    'models.NOTHING_TO_IMPORT': ({ folder }) => `There is no model in ${folder} that WattOS knows.`,
    'worker.CRASHED': ({ worker }) =>
      `The process “${worker}” ended unexpectedly. What was written so far is kept; try again.`,
    'worker.BREAKER_OPEN': ({ worker }) =>
      `The process “${worker}” failed three times and rests. Reset it in the window or restart WattOS.`,
    'worker.UNKNOWN': ({ worker }) => `There is no process “${worker}”.`,
    'network.DENIED': ({ host }) => `The connection to ${host} is not allowed. The network settings decide.`,
    'runs.NOT_FOUND': () => 'There is no such task.',
    'runs.INTERRUPTED': () => 'The task ended with the program. What was done so far is kept.',
    'gateway.PROVIDER_NOT_FOUND': () => 'There is no such provider.',
    'gateway.PROVIDER_DISABLED': ({ provider }) =>
      `${provider} is not enabled; nothing was sent to it. Enable it in the window under “Providers”.`,
    'gateway.NAME_TAKEN': ({ name }) => `There is already a provider named “${name}”. Choose another name.`,
    'gateway.BAD_ADDRESS': ({ problem }) =>
      problem === 'plain-text'
        ? 'A server on the internet must be reached by https://.'
        : 'This address cannot be understood. Give all of it, with http:// or https://.',
    'gateway.NO_KEY_STORE': () => 'This computer has no safe place for keys. The key was not stored.',
    'gateway.KEY_MISSING': ({ provider }) => `There is no key for ${provider}.`,
    'gateway.KEY_REFUSED': ({ provider, status }) =>
      `${provider} refused the key (${status}). Check it and enter it again.`,
    'gateway.MODEL_UNKNOWN': ({ provider, modelId }) =>
      `${provider} does not know the model ${modelId}. Choose another.`,
    'gateway.RATE_LIMITED': ({ provider, retryAfterMs }) =>
      `${provider} takes no more requests right now. Try again ${retryAfterMs === null ? 'later' : `in ${number(Math.ceil(retryAfterMs / 1000), 'en')} s`}.`,
    'gateway.PROVIDER_QUOTA': ({ provider }) =>
      `The credit at ${provider} is used up. Top it up there or choose another model.`,
    'gateway.REQUEST_REFUSED': ({ provider, status }) =>
      `${provider} refused the request (${status}). Check the model and what was entered.`,
    'gateway.PROVIDER_FAILED': ({ provider, status }) =>
      `Something went wrong at ${provider}${status === null ? '' : ` (${status})`}. Try again later.`,
    'gateway.UNREACHABLE': ({ provider, host }) =>
      `${provider} (${host}) cannot be reached. Check the connection and the address.`,
    'gateway.TIMEOUT': ({ provider, waitedMs }) =>
      `${provider} did not answer for ${number(Math.ceil(waitedMs / 1000), 'en')} s. Try again.`,
    'gateway.STREAM_CUT': ({ provider }) =>
      `The connection to ${provider} broke in the middle of the answer. What was written so far is kept.`,
    'gateway.MALFORMED_ANSWER': ({ provider }) =>
      `${provider} sent something that cannot be read. Check the kind and the address of the provider.`,
    'gateway.BAD_TOOL_CALL': ({ provider, tool }) =>
      `${provider} called the tool “${tool}” wrongly; it was not run.`,
    'gateway.CIRCUIT_OPEN': ({ provider, retryAfterMs }) =>
      `${provider} rests after several failures for another ${number(Math.ceil(retryAfterMs / 1000), 'en')} s.`,
    'gateway.BUDGET_SPENT': ({ measure, limit, resetsAt }) =>
      `The budget of ${number(limit, 'en')} ${measure === 'money' ? 'US dollars' : 'tokens'} is spent. It starts anew at ${resetsAt}; local models keep answering.`,
    'gateway.PRICE_UNKNOWN': ({ modelId }) =>
      `The price of ${modelId} is not known and there is a budget in money. Limit the tokens instead.`,
    'gateway.CONFIDENTIAL_STAYS_LOCAL': () =>
      'This text is confidential and may only reach local models, but none is installed.',
    'gateway.UNSUPPORTED': ({ modelId, feature }) =>
      `The model ${modelId} cannot do this (${feature}). Choose another.`,
    'gateway.ENDPOINT_KEY_NOT_FOUND': () => 'There is no such key; it may have been revoked already.',
    'gateway.BUDGET_NOT_FOUND': () => 'This budget no longer exists.',
    ...knowledgeEn,
    ...crawlerErrorsEn,
    ...privacyEn,
    ...intelligenceEn,
    'host.PORT_TAKEN': ({ port }) =>
      `Port ${port} is in use by another program. Choose another with --port, or --port 0 for any free one.`,
  },
  host: {
    running: (url) => `WattOS is running. Open it in a browser on this computer:\n  ${url}`,
    stop: 'Ctrl+C stops it.',
    stopping: 'Stopping …',
    locked: 'The database is locked; the page will ask for its passphrase.',
    passphrase: 'Passphrase of the database: ',
    wrongPassphrase: 'That passphrase does not open the database.',
    passphraseFileUnreadable: (file) => `The passphrase file ${file} cannot be read.`,
    badPort: (value) => `“${value}” is not a port. Give a number from 0 to 65535.`,
    unknownOption: (option) => `There is no option “${option}”. See: wattos help`,
    optionWithoutValue: (option) => `${option} needs a value.`,
    optionWithValue: (option) => `${option} takes no value.`,
    badOption: (detail) => `These options are not understood: ${detail}`,
    noPage: 'The interface is not built; only the programming interface is served.',
  },
  page: {
    title: 'WattOS: please use the link',
    unauthenticated:
      'This page belongs to the person who started WattOS. Open the address WattOS printed when it started; it carries the key to this page.',
    tooMany: 'Too many attempts with a wrong key. Wait a minute.',
    wrongHost: 'WattOS answers only under 127.0.0.1 and localhost.',
    again: 'Try again',
  },
  cli: {
    help: helpEn,
    unknownCommand: (command) => `There is no command “${command}”. See: wattos help`,
    missing: (what) => `${what} is missing.`,
    usage: (line) => `Usage: ${line}`,
    emptyQuestion: 'The question is empty. Write it in quotation marks behind the command.',
    emptyName: 'The name is empty. Write it in quotation marks behind the command.',
    badNumber: (option, least) => `${option} takes a whole number from ${least} on.`,
    unreachable:
      'The running WattOS host does not answer. Restart it, or remove its host.json if it is gone.',
    interrupted: (goesOn) => {
      if (goesOn === null) return 'Interrupted.';
      const command = goesOn === 'crawl' ? 'wattos crawl --resume' : 'the same command';
      return `Interrupted. What is done is kept; ${command} goes on from there.`;
    },
    noModels: 'The catalog is empty.',
    modelStates: {
      available: 'available',
      queued: 'waiting',
      downloading: 'downloading',
      partial: 'incomplete',
      installed: 'installed',
      broken: 'damaged',
    },
    pulling: (name, size) => `${name}: ${size}`,
    pullTotal: (size) => `Together: ${size}`,
    imported: (count) => (count === 1 ? 'One model imported.' : `${count} models imported.`),
    pullNothing: 'There is nothing to fetch.',
    pullAlreadyThere: (name) => `${name} is installed already.`,
    pullVerified: (name) => `${name} is complete and verified.`,
    removed: (name, size) => `${name} was removed; ${size} are free again.`,
    noSetting: (path) => `There is no setting “${path}”. See: wattos settings`,
    written: (file) => `Written: ${file}`,
    noConversations: 'There are no conversations yet.',
    untitled: 'Untitled',
    intelligence: intelligenceCliEn,
    crawler: crawlerWordsEn,
    knowledge: knowledgeCliEn,
    privacy: privacyCliEn,
    deviceReasons: {
      'no-gpu': 'no suitable graphics card found',
      'no-gpu-driver': 'the Vulkan or CUDA library for the graphics card is missing',
      'no-gpu-build': 'this build has no graphics support',
      'gpu-off': 'graphics card switched off in the settings',
      'gpu-failed': 'the graphics card or its driver failed',
      'gpu-memory': 'the model is too large for the graphics memory',
      'gpu-partly':
        'graphics card and processor together: only part of the model fits into the graphics memory',
      'gpu-used': 'graphics card in use',
    },
    doctor: {
      versions: 'Versions',
      computer: 'Computer',
      memory: 'Memory',
      disk: 'Disk',
      free: 'free',
      gpu: 'Graphics',
      database: 'Database',
      encrypted: 'encrypted',
      models: 'Models',
      workers: 'Workers',
      failures: 'failures',
      network: 'Network',
      allowed: 'connections',
      denied: 'refused',
      yes: 'yes',
      no: 'no',
    },
    exportLabels: {
      untitled: 'Conversation',
      user: 'You',
      assistant: 'Assistant',
      exportedAt: 'Exported',
      model: 'Model',
      stopped: 'Stopped by you',
      interrupted: 'Interrupted',
      sources: 'Sources',
      abstained: 'The sources do not answer this.',
      page: 'page',
      unverified: 'not supported',
    },
  },
};
