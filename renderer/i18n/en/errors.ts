/** Every error of the contract: what happened, then what it means and what to do. */
import type { ErrorMessages } from '../translated.ts';
import { intelligenceErrors } from './intelligence-errors.ts';
import { knowledgeErrors } from './knowledge-errors.ts';
import { crawlerErrors } from './crawler-errors.ts';
import { privacyErrors } from './privacy-errors.ts';

export const errors: ErrorMessages = {
  request: {
    INVALID: {
      title: 'Something you entered does not fit',
      help: '{issues, select, none {Please check what you entered.} other {Please check: {issues}.}} Nothing was changed.',
    },
    UNAUTHENTICATED: {
      title: 'This page is not signed in',
      help: 'Open the address the program showed when it started; it contains the access key.',
    },
    FORBIDDEN: {
      title: 'You do not have permission for this',
      help: 'It needs the right “{permission}”. Your administrator can give it to you.',
    },
    RATE_LIMITED: {
      title: 'Too many requests in a short time',
      help: 'Please wait {retryAfterMs} and then try again.',
    },
    CANCELLED: { title: 'The task was cancelled', help: 'You can start it again at any time.' },
    UNKNOWN_PROCEDURE: {
      title: 'The program does not know this function',
      help: 'The window and the program do not match. Close the window and start WattOS again.',
    },
  },
  internal: {
    BUG: {
      title: 'Something unexpected went wrong',
      help: 'Your stored data is not affected. Try again; if it keeps happening, please pass on the reference.',
    },
  },
  vault: {
    LOCKED: {
      title: 'The vault is locked',
      help: 'Your data is encrypted. Enter your passphrase to go on working.',
    },
    WRONG_KEY: {
      title: 'The passphrase is not right',
      help: 'Check upper and lower case and the keyboard language. Your data is unchanged.',
    },
    WEAK_PASSPHRASE: {
      title: 'The passphrase is too short',
      help: 'Please use at least {minLength, number} characters. Several words in a row are easy to remember.',
    },
    ALREADY_OPEN: { title: 'The vault is already open', help: 'You can simply go on working.' },
    KEY_MISSING: {
      title: 'The key to your data is missing',
      help: 'The key store of the operating system does not hand it out. Sign in with the same user account and unlock the key store; the database stays untouched.',
    },
  },
  database: {
    FROM_THE_FUTURE: {
      title: 'The data comes from a newer version',
      help: 'It has data version {found, number}; this version knows {supported, number}. Install the newer version of WattOS; nothing was changed.',
    },
    CORRUPT: {
      title: 'The database is damaged',
      help: 'WattOS no longer writes to it. {backup, select, none {Restore the data folder from your own backup.} other {There is a backup: {backup}. Your administrator can restore it.}}',
    },
    LOCKED_BY_ANOTHER: {
      title: 'The data is already in use',
      help: '{pid, select, none {Another WattOS works with the same data folder.} other {Another WattOS (process {pid}) works with the same data folder.}} Close it and try again.',
    },
    DISK_FULL: {
      title: 'The disk is full',
      help: '{freeBytes, select, none {Make room and try again.} other {{freeBytes} are left. Make room and try again.}} What is already stored is safe.',
    },
    READ_ONLY: {
      title: 'The data folder cannot be written to',
      help: 'Check the permissions of the folder or choose another one. What is already stored is safe.',
    },
    MIGRATION_FAILED: {
      title: 'The data could not be brought up to date',
      help: 'The step {migration} failed and was taken back. {backup, select, none {Your data is as it was before.} other {Your data is as it was before; there is a backup at {backup}.}}',
    },
  },
  chat: {
    CONVERSATION_NOT_FOUND: {
      title: 'This conversation no longer exists',
      help: 'It was deleted, or it was a temporary conversation. Choose another one on the left.',
    },
    MESSAGE_NOT_FOUND: {
      title: 'This message no longer exists',
      help: 'Reload the conversation; it may have been changed in another window.',
    },
    MESSAGE_EMPTY: { title: 'The message is empty', help: 'Write something before you send.' },
    MESSAGE_TOO_LONG: {
      title: 'The message is too long',
      help: 'It has {length, number} characters; {limit, number} are possible. Shorten or split it; your text stays in the input field.',
    },
    BUSY: {
      title: 'An answer is being written in this conversation',
      help: 'Wait until it is finished, or stop it.',
    },
    NO_MODEL: {
      title: 'No language model is installed',
      help: 'Open “Models” and download one, or import a GGUF file.',
    },
    CONTEXT_OVERFLOW: {
      title: 'The message does not fit into the model’s memory',
      help: 'It would need {needTokens, number} tokens; the model holds {haveTokens, number}. Shorten the message or choose a model with a larger context.',
    },
    NOTHING_TO_EXPORT: {
      title: 'The conversation is still empty',
      help: 'Ask a question; then you can save it as a file.',
    },
  },
  models: {
    NOT_FOUND: {
      title: 'This model is not known',
      help: 'It is neither in the catalog nor installed. Choose another one.',
    },
    NOT_INSTALLED: {
      title: 'The model is not installed',
      help: '“{modelId}” is not on this computer. Download it under “Models” or choose another one.',
    },
    FILE_MISSING: {
      title: 'The model file is missing',
      help: 'The file of “{modelId}” was moved or deleted. Download the model again under “Models”.',
    },
    FILE_TRUNCATED: {
      title: 'The model file is incomplete',
      help: '{haveBytes} of {needBytes} of “{modelId}” are here. Continue the download under “Models”, or import the file again.',
    },
    WRONG_HASH: {
      title: 'The model file is not the expected one',
      help: 'The checksum of “{modelId}” does not match; the file is not used. Remove the model and download it again.',
    },
    NOT_A_MODEL: {
      title: 'This is not a model file',
      help: '“{fileName}” is not a GGUF file. Choose a file ending in .gguf.',
    },
    UNSUPPORTED_VERSION: {
      title: 'This file format is not supported',
      help: '“{fileName}” has GGUF version {version, number}. Get the file in a current format (version 2 or 3).',
    },
    TOO_LARGE: {
      title: 'The model is too large for the memory',
      help: 'It needs {needMb}; {haveMb} are available. Close other programs, make the context smaller in the settings, or choose a smaller model.',
    },
    DISK_FULL: {
      title: 'There is not enough room on the disk',
      help: '{needMb} are needed, {haveMb} are free. Make room; what is already downloaded is kept.',
    },
    SOURCE_UNREACHABLE: {
      title: 'The source cannot be reached',
      help: '{host} does not answer. Check the connection and the proxy in the settings, or import the model file from a drive. What is already downloaded is kept.',
    },
    LOAD_FAILED: {
      title: 'The model could not be started',
      help: '“{modelId}” could not be loaded into memory. Try again or choose another model.',
    },
    SCHEMA_UNSUPPORTED: {
      title: 'The model cannot be held to this JSON Schema',
      help: '“{keyword}” cannot be guaranteed at this place ({path}). Simplify the schema or choose another model.',
    },
    SCHEMA_UNSATISFIABLE: {
      title: 'No value follows this JSON Schema',
      help: 'Its conditions contradict each other. Check the schema.',
    },
    STILL_USED: {
      title: 'The model is still needed',
      help: 'Settings, conversations or knowledge spaces name “{modelId}”. Confirm if you want to remove it anyway.',
    },
    NOTHING_TO_IMPORT: {
      title: 'There is no model here',
      help: '“{folder}” holds neither GGUF files nor model folders that WattOS knows. Choose another folder.',
    },
    IN_USE: {
      title: 'The model is in use',
      help: 'An answer is being written with “{modelId}”, or it is being downloaded. Wait for that or stop it.',
    },
  },
  worker: {
    CRASHED: {
      title:
        '{worker, select, core {The connection to the program was lost} other {A part of the program has crashed}}',
      help: '{worker, select, core {WattOS reconnects by itself. Then check whether your last step arrived.} llm {The language model ended unexpectedly and starts again with the next question. The text so far is kept.} other {The service “{worker}” starts again when it is next needed. What is stored is kept.}}',
    },
    BREAKER_OPEN: {
      title: 'A part of the program is paused after several crashes',
      help: '{worker, select, llm {The language model} other {The service “{worker}”}} failed three times in a row. Reset it under “Settings › About” or choose another model.',
    },
    UNKNOWN: { title: 'There is no such service', help: 'The program knows no service named “{worker}”.' },
  },
  network: {
    DENIED: {
      title: 'The connection was not allowed',
      help: 'WattOS works offline. A connection to {host} ({purpose}) is not permitted; you can allow the purpose under “Settings › Network”.',
    },
  },
  runs: {
    NOT_FOUND: { title: 'This task no longer exists', help: 'It is finished or was tidied up.' },
    INTERRUPTED: {
      title: 'The task was interrupted',
      help: 'The program ended while it was running. What had been done by then is stored; you can start it again.',
    },
  },
  gateway: {
    PROVIDER_NOT_FOUND: {
      title: 'This provider no longer exists',
      help: 'It was removed. Choose another model or set the provider up again under “Providers”.',
    },
    PROVIDER_DISABLED: {
      title: '{provider} is not enabled',
      help: 'Nothing was sent to it. Enable the provider under “Providers” or choose a local model.',
    },
    NAME_TAKEN: {
      title: 'This name is taken',
      help: 'Another provider is already called “{name}”. Choose another name; what you entered is still there.',
    },
    BAD_ADDRESS: {
      title: 'This address cannot be used',
      help: '{problem, select, malformed {Give the full address, for example https://server.example/v1.} other {A server on the internet must be reached by https://, or anyone on the way could read along.}}',
    },
    NO_KEY_STORE: {
      title: 'The key was not stored',
      help: 'This computer has no safe place for keys. Set up the key store of the operating system and try again.',
    },
    KEY_MISSING: {
      title: 'The key for {provider} is missing',
      help: 'Nothing was sent. Enter the key under “Providers”.',
    },
    KEY_REFUSED: {
      title: '{provider} refused the key',
      help: 'The server answered {status}. Check whether the key is still valid and enter it again under “Providers”.',
    },
    MODEL_UNKNOWN: {
      title: '{provider} does not know this model',
      help: '“{modelId}” does not exist there or your key may not use it. Check the name under “Providers”.',
    },
    RATE_LIMITED: {
      title: '{provider} takes no more requests right now',
      help: '{retryAfterMs, select, none {Try again in a few minutes} other {Try again in {retryAfterMs}}} or choose another model.',
    },
    PROVIDER_QUOTA: {
      title: 'The credit at {provider} is used up',
      help: 'Top it up at your provider or choose another model. Local models cost nothing.',
    },
    REQUEST_REFUSED: {
      title: '{provider} refused the request',
      help: 'The server answered {status}. Check the model and what you entered, or choose another model.',
    },
    PROVIDER_FAILED: {
      title: 'Something went wrong at {provider}',
      help: '{status, select, none {The server could not answer.} other {The server answered {status}.}} Try again later or choose another model.',
    },
    UNREACHABLE: {
      title: '{provider} cannot be reached',
      help: '{host} does not answer. Check the connection, the proxy and the address under “Providers”, or choose a local model.',
    },
    TIMEOUT: {
      title: '{provider} does not answer',
      help: '{phase, select, connect {There was no connection after {waitedMs}.} idle {The answer stood still for {waitedMs}. The text so far is kept.} other {There was not a word after {waitedMs}.}} Try again or choose another model.',
    },
    STREAM_CUT: {
      title: 'The connection to {provider} broke',
      help: 'The answer is incomplete; the text so far is kept. Ask for a new answer.',
    },
    MALFORMED_ANSWER: {
      title: 'The answer from {provider} cannot be read',
      help: 'The server speaks another protocol than expected. Check kind and address under “Providers”.',
    },
    BAD_TOOL_CALL: {
      title: 'The model called a tool wrongly',
      help: '{provider} named the tool “{tool}” with unusable details; it was not run. Ask for a new answer.',
    },
    CIRCUIT_OPEN: {
      title: '{provider} is paused after several failures',
      help: 'The next attempt is possible in {retryAfterMs}. “Test connection” under “Providers” tries at once.',
    },
    BUDGET_SPENT: {
      title: 'The budget for cloud models is spent',
      help: '{spent, number} of {limit, number} {measure, select, money {US dollars} other {tokens}} are used. It starts anew on {resetsAt}. Local models keep answering; change the budget under “Usage”.',
    },
    PRICE_UNKNOWN: {
      title: 'The price of this model is not known',
      help: 'A budget in money cannot be kept for “{modelId}”; nothing was sent. Limit the tokens instead under “Usage” or choose another model.',
    },
    CONFIDENTIAL_STAYS_LOCAL: {
      title: 'Confidential text stays on this computer',
      help: '{unreadable, select, true {The label could not be read; that counts as confidential.} other {This conversation is labelled confidential.}} Nothing was sent. Install a local model under “Models”.',
    },
    UNSUPPORTED: {
      title: 'This model cannot do this',
      help: '“{modelId}” supports {feature, select, tools {no tools} embeddings {no embeddings} audio {no audio} other {no answers by schema}}. Choose another model.',
    },
    ENDPOINT_KEY_NOT_FOUND: {
      title: 'There is no such key',
      help: 'It may have been revoked already. The list is up to date now.',
    },
    BUDGET_NOT_FOUND: {
      title: 'This budget no longer exists',
      help: 'It was already removed. The list is up to date now.',
    },
  },
  ...knowledgeErrors,
  crawler: crawlerErrors,
  ...privacyErrors,
  ...intelligenceErrors,
  host: {
    PORT_TAKEN: {
      title: 'The address is already taken',
      help: 'Another program already uses port {port}. Choose another port.',
    },
  },
};
