/** Calls of tools as a grammar and back: which tool, and arguments that follow its parameters. Pure. */
import type { ModelToolCall, ToolChoice, ToolDefinition } from '../../contract/model-call.ts';
import { appError } from '../../core/kernel/errors.ts';
import { newId } from '../../core/kernel/ids.ts';
import { type Compiled, compileSchema } from '../../core/adapters/llm/local/grammar/index.ts';
import { alt, type Node, repeat, seq, text } from '../../core/adapters/llm/local/grammar/node.ts';
import { callEnd, callStart } from './plain-turns.ts';

/** In one answer. */
const mostCalls = 8;

export type CallGrammar = {
  /** What follows the first `callStart`. */
  node: Node;
  /** The whole calls of a text of that grammar; one that was cut off is left out. */
  read(written: string): ModelToolCall[];
};

/** A tool that is not strict gets its arguments as close to its parameters as can be promised. */
export const callGrammar = (
  tools: readonly ToolDefinition[],
  choice: ToolChoice,
  textLimit: number,
): CallGrammar => {
  const named = typeof choice === 'object' ? tools.filter((tool) => tool.name === choice.name) : tools;
  if (named.length === 0)
    throw appError('request.INVALID', { issues: [{ path: 'toolChoice', problem: 'no such tool' }] });
  const compiled = new Map(
    named.map((tool): [string, Compiled] => [
      tool.name,
      compileSchema({ type: 'object', ...tool.parameters }, { textLimit, lenient: tool.strict !== true }),
    ]),
  );
  const call = alt(
    ...[...compiled].map(([name, { node }]) =>
      seq(text(`{"name": "${name}", "arguments": `), node, text('}')),
    ),
  );
  const further = repeat(
    seq(text(`${callEnd}\n${callStart}`), call),
    0,
    typeof choice === 'object' ? 0 : mostCalls - 1,
  );
  return {
    node: seq(call, further, text(callEnd)),
    read: (written) =>
      written.split(callEnd).flatMap((part) => {
        const found = callPattern.exec(part)?.groups;
        const [name = '', argumentsJson = ''] = [found?.name, found?.arguments];
        const tool = compiled.get(name);
        if (tool === undefined || !isJson(argumentsJson)) return [];
        return [
          {
            id: `call_${newId()}`,
            name,
            argumentsJson: tool.held ? tool.finish(argumentsJson) : argumentsJson,
          },
        ];
      }),
  };
};

/** A JSON text of the grammar holds no line break, so that tags within strings cannot be taken for real ones. */
const callPattern = /^(?:\n<tool_call>\n)?\{"name": "(?<name>[\w-]+)", "arguments": (?<arguments>.*)\}$/;

const isJson = (written: string): boolean => {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
};
