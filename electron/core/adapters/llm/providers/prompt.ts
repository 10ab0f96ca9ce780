/** Our turns, tools and wishes in the SDK's words. Pure. */
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4ToolChoice,
} from '@ai-sdk/provider';
import type { ModelRequest, ModelTurn, ToolChoice, ToolDefinition } from '../../../../contract/model-call.ts';

export const callOptions = (request: ModelRequest): LanguageModelV4CallOptions => ({
  prompt: request.turns.map(messageOf),
  temperature: request.temperature,
  maxOutputTokens: request.maxTokens,
  ...(request.seed === undefined ? {} : { seed: request.seed }),
  ...(request.topP === undefined ? {} : { topP: request.topP }),
  ...(request.stop === undefined ? {} : { stopSequences: request.stop }),
  ...(request.tools === undefined || request.tools.length === 0 ? {} : { tools: request.tools.map(toolOf) }),
  ...(request.toolChoice === undefined ? {} : { toolChoice: choiceOf(request.toolChoice) }),
  ...responseFormatOf(request),
});

const messageOf = (turn: ModelTurn): LanguageModelV4Message => {
  switch (turn.role) {
    case 'system':
      return { role: 'system', content: turn.text };
    case 'user':
      return { role: 'user', content: [{ type: 'text', text: turn.text }] };
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          ...(turn.text === '' ? [] : [{ type: 'text' as const, text: turn.text }]),
          ...(turn.toolCalls ?? []).map((call) => ({
            type: 'tool-call' as const,
            toolCallId: call.id,
            toolName: call.name,
            input: parsedOr(call.argumentsJson),
          })),
        ],
      };
    case 'tool':
      return {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: turn.toolCallId,
            toolName: turn.name,
            output: { type: 'text', value: turn.text },
          },
        ],
      };
  }
};

/** Arguments a model once wrote; broken ones go back as the text they are. */
const parsedOr = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};

const toolOf = (tool: ToolDefinition): LanguageModelV4FunctionTool => ({
  type: 'function',
  name: tool.name,
  description: tool.description,
  inputSchema: tool.parameters,
  ...(tool.strict === undefined ? {} : { strict: tool.strict }),
});

const choiceOf = (choice: ToolChoice): LanguageModelV4ToolChoice =>
  typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.name };

const responseFormatOf = ({
  responseSchema,
}: ModelRequest): Pick<LanguageModelV4CallOptions, 'responseFormat'> => {
  if (responseSchema === undefined) return {};
  const { name, schema } = responseSchema;
  return {
    responseFormat: { type: 'json', ...(Object.keys(schema).length === 0 ? {} : { schema, name }) },
  };
};
