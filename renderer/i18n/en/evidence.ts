/** Evidence: answers from sources, their citations and their proof. */
import type { evidence as german } from '../de/evidence.ts';
import type { Translated } from '../translated.ts';

export const evidence: Translated<typeof german> = {
  chip: 'Evidence {number, number}: {place}',
  quote: '“{text}”',
  page: 'p. {page, number}',
  extract: 'From your sources',
  extractHelp: 'Quoted word for word, without a language model.',
  answer: 'Answer from sources, {time}',
  unverified: 'not supported',
  missing: 'In none of the sources: {list}',
  contradicts: 'It says {said} here, but {source} in evidence {citation, number}.',
  rate: '{verified, number} of {count, plural, one {# statement} other {# statements}} supported',
  noModel: 'Extract without a language model',
  found: 'from {count, plural, one {# document} other {# documents}} in {time}',
  abstained: {
    agent: 'Abstained: the sources say nothing about this.',
    title: 'The chosen sources say nothing about this.',
    help: 'They were searched, but no passage supports an answer. So there is none. Ask in other words, or add more sources.',
    nearest: 'These passages come closest:',
  },
  sources: {
    label: 'Sources of this conversation',
    none: 'No sources',
    one: '{name}',
    many: '{count, plural, one {# source} other {# sources}}',
    title: 'What should answers come from?',
    help: 'Answers then show which passages they rest on.',
    documents: '{count, plural, one {# document} other {# documents}}',
    tags: 'Tags',
    tagsHelp: 'Only documents with these tags.',
    only: 'Only from sources',
    onlyHelp: 'If the sources say nothing about it, there is no answer.',
    empty: 'There is no knowledge space yet.',
    manage: 'Manage knowledge spaces',
    changed: '{count, plural, =0 {No sources} one {# source chosen} other {# sources chosen}}',
  },
  start: {
    title: 'Ask your sources',
    help: 'The answer quotes the best passages and shows where they come from. This works without a language model, too.',
  },
  pane: {
    title: 'Evidence {number, number}',
    proves: 'The statement:',
    open: 'Open in full size',
  },
};
