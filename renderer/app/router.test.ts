import { expect, it } from 'vitest';
import { hrefTo, parseHash } from './router.ts';

it('reads an address it has written, whatever the segments contain', () => {
  const id = 'a b%/ä?#';
  const { service, segments } = parseHash(hrefTo(`/chat/${id.replace('/', '')}`));
  expect(service).toBe('chat');
  expect(segments).toEqual([id.replace('/', '')]);
});

it.each(['', '#', '#/', '#//', '/'])('takes %j as nowhere in particular', (hash) => {
  expect(parseHash(hash)).toEqual({ service: '', segments: [] });
});

it('survives a broken escape in a pasted address', () => {
  expect(parseHash('#/chat/%E0%A4%A')).toEqual({ service: 'chat', segments: ['%E0%A4%A'] });
});
