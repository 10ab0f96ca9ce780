/**
 * The yardstick of `speed`: node-llama-cpp used as its documentation shows, with nothing of ours around it, in a process
 * of its own. Loads the model named on the command line, then answers each message with its measured times.
 */
import { getLlama, LlamaChatSession, LlamaLogLevel } from 'node-llama-cpp';

const [modelPath = '', contextSize = '2048', threads = '1'] = process.argv.slice(2);
const llama = await getLlama({ gpu: 'auto', build: 'never', maxThreads: 0, logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: Number(contextSize), threads: Number(threads) });
const sequence = context.getSequence();
const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: '' });

process.on('message', async (request: { text: string; maxTokens: number }) => {
  session.resetChatHistory();
  const before = sequence.tokenMeter.getState();
  const startedAt = performance.now();
  let firstAt = 0;
  await session.prompt(request.text, {
    maxTokens: request.maxTokens,
    temperature: 0,
    onTextChunk: () => {
      firstAt ||= performance.now();
    },
  });
  const endedAt = performance.now();
  const tokens = sequence.tokenMeter.diff(before).usedOutputTokens;
  process.send?.({
    firstTokenMs: firstAt - startedAt,
    tokensPerSecond: ((tokens - 1) / (endedAt - firstAt)) * 1000,
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
