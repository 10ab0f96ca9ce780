/** For adapters that can hold any model to a form, however little it knows: what must then be certain. */
import { hasCode } from '../../kernel/errors.ts';
import { ask, type ConformanceCase, check } from './conformance.ts';
import type { ChatTurn } from './kind.ts';

const weather = {
  name: 'get_weather',
  description: 'The weather of a city now',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string', maxLength: 30 }, unit: { enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
};
const weatherQuestion: ChatTurn = { role: 'user', text: 'What is the weather in Berlin?' };

const checkArguments = (argumentsJson: string): void => {
  const { city, unit, ...others } = JSON.parse(argumentsJson) as Record<string, unknown>;
  check(
    typeof city === 'string' && (unit === 'celsius' || unit === 'fahrenheit'),
    `arguments ${argumentsJson}`,
  );
  check(Object.keys(others).length === 0, `more arguments than there are: ${argumentsJson}`);
};

export const heldOutputConformance: ConformanceCase[] = [
  {
    name: 'answers with a value of the schema, also when it is cut off',
    run: async (subject) => {
      const schema = {
        type: 'object',
        properties: {
          colour: { enum: ['red', 'blue'] },
          shades: { type: 'array', items: { type: 'string' }, minItems: 1 },
        },
        required: ['colour', 'shades'],
      };
      for (const maxTokens of [60, 5]) {
        const { answer, pieces } = await ask(subject, {
          responseSchema: { name: 'answer', schema },
          maxTokens,
        });
        const value = JSON.parse(answer.text) as { colour: unknown; shades: unknown };
        check(value.colour === 'red' || value.colour === 'blue', `colour in ${answer.text}`);
        check(Array.isArray(value.shades) && value.shades.length > 0, `shades in ${answer.text}`);
        check(pieces.join('') === answer.text, 'the pieces are not the answer');
        if (maxTokens === 5) check(answer.finish === 'length', `finish is ${answer.finish}`);
      }
    },
  },
  {
    name: 'refuses a schema that it cannot promise, naming the keyword',
    run: async (subject) => {
      const schema = { type: 'string', pattern: '^(?!a)' };
      const error = await ask(subject, { responseSchema: { name: 'answer', schema } }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!hasCode(error, 'models.SCHEMA_UNSUPPORTED'))
        throw new Error(`instead of a refusal: ${String(error)}`);
      check(error.data.keyword === 'pattern', `it blames ${error.data.keyword}`);
    },
  },
  {
    name: 'calls the tool it must call, with arguments of its parameters, and goes on after the result',
    run: async (subject) => {
      const wish = { turns: [weatherQuestion], tools: [weather], maxTokens: 60 };
      const { answer, pieces } = await ask(subject, { ...wish, toolChoice: { name: 'get_weather' } });
      check(answer.finish === 'tool-calls', `finish is ${answer.finish}`);
      check(pieces.length === 0, 'the call was shown as text');
      const [call, ...others] = answer.toolCalls ?? [];
      if (call === undefined || others.length > 0)
        throw new Error(`${others.length} calls too many, or none`);
      check(call.name === 'get_weather' && call.id !== '', `call of ${call.name}`);
      checkArguments(call.argumentsJson);
      const turns: ChatTurn[] = [
        weatherQuestion,
        { role: 'assistant', text: '', toolCalls: [call] },
        { role: 'tool', toolCallId: call.id, name: call.name, text: '21 degrees, clear sky' },
      ];
      const next = await ask(subject, { turns, tools: [weather], toolChoice: 'auto', maxTokens: 12 });
      check(next.answer.text !== '' || next.answer.toolCalls?.[0] !== undefined, 'nothing after the result');
      check(next.answer.metrics.reusedTokens > 100, `only ${next.answer.metrics.reusedTokens} tokens reused`);
    },
  },
  {
    name: 'hands out no call that was cut off',
    run: async (subject) => {
      const wish = {
        turns: [weatherQuestion],
        tools: [weather],
        toolChoice: 'required' as const,
        maxTokens: 6,
      };
      const { answer } = await ask(subject, wish);
      check(answer.finish === 'length', `finish is ${answer.finish}`);
      check((answer.toolCalls ?? []).length === 0, 'half a call');
    },
  },
  {
    name: 'calls no tool when it must not, and ends before a stop text',
    run: async (subject) => {
      const { answer } = await ask(subject, {
        tools: [weather],
        toolChoice: 'none',
        stop: ['sea'],
        maxTokens: 16,
      });
      check((answer.toolCalls ?? []).length === 0, 'it called a tool');
      check(!answer.text.includes('sea'), `it went on: ${answer.text}`);
    },
  },
];
