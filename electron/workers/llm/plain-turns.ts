/**
 * Turns as a chat template knows them: system, user, assistant. Tools travel as text in the form that most open models
 * were trained on (Hermes, Qwen): calls and results between tags. Pure.
 */
import type { ModelTurn, ToolDefinition } from '../../contract/model-call.ts';
import type { SchemaObject } from '../../core/adapters/llm/local/grammar/reader.ts';

export type PlainTurn = { role: 'system' | 'user' | 'assistant'; text: string };

export const callStart = '<tool_call>\n';
export const callEnd = '\n</tool_call>';

/** `instructions` join the system turn. Results that follow each other become one turn, as templates want turns to alternate. */
export const plainTurns = (turns: readonly ModelTurn[], instructions: string): PlainTurn[] => {
  const [first, ...rest] = turns;
  const system = first?.role === 'system' ? first.text : '';
  const spoken = first?.role === 'system' ? rest : turns;
  const opening = [system, instructions].filter((part) => part !== '').join('\n\n');
  const plain: PlainTurn[] = opening === '' ? [] : [{ role: 'system', text: opening }];
  let afterResult = false;
  for (const turn of spoken) {
    const last = plain.at(-1);
    if (turn.role === 'tool' && afterResult && last !== undefined) last.text += `\n${resultText(turn.text)}`;
    else plain.push(plainTurn(turn));
    afterResult = turn.role === 'tool';
  }
  return plain;
};

const plainTurn = (turn: ModelTurn): PlainTurn => {
  switch (turn.role) {
    case 'tool':
      return { role: 'user', text: resultText(turn.text) };
    case 'assistant': {
      const calls = (turn.toolCalls ?? []).map(
        ({ name, argumentsJson }) => callStart + callText(name, argumentsJson) + callEnd,
      );
      return { role: 'assistant', text: [turn.text, ...calls].filter((part) => part !== '').join('\n') };
    }
    default:
      return { role: turn.role, text: turn.text };
  }
};

const callText = (name: string, argumentsJson: string): string =>
  `{"name": "${name}", "arguments": ${argumentsJson}}`;

const resultText = (text: string): string => `<tool_response>\n${text}\n</tool_response>`;

/** The words are those of Qwen's own template. */
export const toolInstructions = (tools: readonly ToolDefinition[]): string => {
  const signatures = tools.map(({ name, description, parameters }) =>
    JSON.stringify({ type: 'function', function: { name, description, parameters } }),
  );
  return `# Tools

You may call one or more functions to assist with the user query.

You are provided with function signatures within <tools></tools> XML tags:
<tools>
${signatures.join('\n')}
</tools>

For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
<tool_call>
{"name": <function-name>, "arguments": <args-json-object>}
</tool_call>`;
};

/** A schema that would fill the context itself is left out: the grammar holds the answer to it anyway. */
export const schemaInstructions = (schema: SchemaObject, contextTokens: number): string => {
  const written = JSON.stringify(schema);
  const known =
    written === '{}' || written.length > contextTokens ? '.' : ` that follows this JSON Schema:\n${written}`;
  return `Answer only with JSON${known}`;
};
