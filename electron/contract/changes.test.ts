import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from './index.ts';

/** `update…` of every service, with what it takes. */
const changes = Object.entries(contract).flatMap(([service, procedures]) =>
  Object.entries(procedures).flatMap(([name, { '~orpc': definition }]) =>
    name.startsWith('update') && definition.inputSchema instanceof z.ZodObject
      ? [[`${service}.${name}`, definition.inputSchema] as const]
      : [],
  ),
);

it.each(changes)(
  '%s leaves alone what it is not told, instead of putting a default there',
  (_name, input) => {
    for (const [field, schema] of Object.entries(input.shape))
      expect(schema instanceof z.ZodType ? schema.safeParse(undefined).data : schema, field).toBeUndefined();
  },
);

it('finds the changes of all services', () => {
  expect(changes.map(([name]) => name)).toEqual(
    expect.arrayContaining(['intelligence.update', 'agents.update', 'chat.update', 'knowledge.updateSpace']),
  );
});
