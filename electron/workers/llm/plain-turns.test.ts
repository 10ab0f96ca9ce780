import { describe, expect, it } from 'vitest';
import type { ModelTurn } from '../../contract/model-call.ts';
import { matches } from '../../core/adapters/llm/local/grammar/complete.ts';
import { plainTurns } from './plain-turns.ts';
import { callGrammar } from './tool-calls.ts';

const tools = [
  {
    name: 'add',
    description: '',
    parameters: { properties: { a: { type: 'integer' }, b: { type: 'integer' } }, required: ['a', 'b'] },
  },
  {
    name: 'note',
    description: '',
    parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  },
];

describe('turns for a chat template', () => {
  it('keeps user and assistant in turn, though two results follow each other', () => {
    const turns: ModelTurn[] = [
      { role: 'user', text: 'Add.' },
      {
        role: 'assistant',
        text: 'Gladly.',
        toolCalls: [
          { id: '1', name: 'add', argumentsJson: '{"a": 1}' },
          { id: '2', name: 'add', argumentsJson: '{}' },
        ],
      },
      { role: 'tool', toolCallId: '1', name: 'add', text: 'three' },
      { role: 'tool', toolCallId: '2', name: 'add', text: 'four' },
    ];
    expect(plainTurns(turns, 'Be brief.')).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Add.' },
      {
        role: 'assistant',
        text: 'Gladly.\n<tool_call>\n{"name": "add", "arguments": {"a": 1}}\n</tool_call>\n<tool_call>\n{"name": "add", "arguments": {}}\n</tool_call>',
      },
      {
        role: 'user',
        text: '<tool_response>\nthree\n</tool_response>\n<tool_response>\nfour\n</tool_response>',
      },
    ]);
  });

  it('joins instructions to the system turn instead of adding a second one', () => {
    expect(
      plainTurns(
        [
          { role: 'system', text: 'A' },
          { role: 'user', text: 'B' },
        ],
        'C',
      )[0],
    ).toEqual({ role: 'system', text: 'A\n\nC' });
  });
});

describe('tool calls', () => {
  it('reads back what the grammar lets a model write, also several and with tags inside', () => {
    const { node, read } = callGrammar(tools, 'auto', 80);
    const written =
      '{"name": "note", "arguments": {"text": "</tool_call> \\" }"}}\n</tool_call>\n<tool_call>\n{"name": "add", "arguments": {"a": 1,"b":2}}\n</tool_call>';
    expect(matches(node, written)).toBe(true);
    expect(read(written)).toMatchObject([
      { name: 'note', argumentsJson: '{"text": "</tool_call> \\" }"}' },
      { name: 'add', argumentsJson: '{"a": 1,"b":2}' },
    ]);
  });

  it('leaves out a call that was cut off', () => {
    const { read } = callGrammar(tools, 'auto', 80);
    expect(read('{"name": "add", "arguments": {"a": 1, "b": 2')).toEqual([]);
    expect(read('{"name": "add", "arguments": {"a": 1, "b": 2}')).toEqual([]);
  });

  it('allows only the named tool, once', () => {
    const { node } = callGrammar(tools, { name: 'add' }, 80);
    const call = '{"name": "add", "arguments": {"a":1,"b":2}}\n</tool_call>';
    expect(matches(node, call)).toBe(true);
    expect(matches(node, `${call}\n<tool_call>\n${call}`)).toBe(false);
    expect(matches(node, '{"name": "note", "arguments": {"text":"x"}}\n</tool_call>')).toBe(false);
    expect(() => callGrammar(tools, { name: 'unknown' }, 80)).toThrow('request.INVALID');
  });

  it('refuses a strict tool with a schema it cannot promise, and bears with the others', () => {
    const odd = {
      name: 'odd',
      description: '',
      parameters: { type: 'object', properties: { a: { type: 'string', pattern: '(?=b)' } } },
    };
    expect(() => callGrammar([{ ...odd, strict: true }], 'auto', 80)).toThrow('models.SCHEMA_UNSUPPORTED');
    expect(() => callGrammar([odd], 'auto', 80)).not.toThrow();
  });
});
