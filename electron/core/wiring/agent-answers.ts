/**
 * How agents answer: by the same sourced answers as a plain question, in their own spaces and filters. With a model the prose
 * is theirs and every claim is checked; what is not verified carries no citation.
 */
import type { Citation } from '../../contract/answers.ts';
import type { Evidence } from '../../contract/intelligence-traits.ts';
import { isAppError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { AnswerFromSources } from '../services/agents/index.ts';
import type { Gateway } from '../services/gateway/index.ts';
import { evidenceIdOf, hashOf } from '../services/intelligence/reading/source.ts';
import type { Answers } from '../services/knowledge/answers/index.ts';

export type AgentAnswersWiring = {
  answers: Pick<Answers, 'find' | 'check' | 'promptOf' | 'worthProse' | 'chooseModel'>;
  gateway: Pick<Gateway, 'answer'>;
  detectLanguage(text: string): string;
  log: Log;
};

const maxTokens = 500;

export const createAgentAnswers =
  ({ answers, gateway, detectLanguage, log }: AgentAnswersWiring): AnswerFromSources =>
  async (tenantId, wish, signal) => {
    const found = await answers.find(tenantId, {
      question: wish.question,
      spaceIds: wish.spaceIds,
      filters: {
        ...(wish.languages.length > 0 ? { languages: wish.languages } : {}),
        ...(wish.tags.length > 0 ? { tags: wish.tags } : {}),
      },
      onlyFromSources: true,
      signal,
    });
    const { evidence } = found;
    const citations = evidence.citations.map((citation) => toEvidence(citation, detectLanguage));
    const place = new Map(evidence.citations.map(({ number }, at) => [number, at]));
    const extract = {
      claims: evidence.extract.map(({ text, citation }) => ({ text, citation: place.get(citation) ?? null })),
      citations,
      modelId: null,
    };
    if (evidence.abstained) return { claims: [], citations: [], modelId: null };
    if (wish.modelId === null || !answers.worthProse(found)) return extract;
    const owner = { tenantId, userId: '' };
    try {
      const model = await answers.chooseModel(owner, wish.modelId, found.language);
      if (model === null) return extract;
      const [system, ...turns] = answers.promptOf(wish.question, found);
      const { text } = await gateway.answer({
        modelId: model.id,
        turns: [
          {
            role: 'system',
            text: [wish.instructions, system?.role === 'system' ? system.text : ''].join('\n\n'),
          },
          ...(system === undefined || system.role === 'system' ? [] : [system]),
          ...turns,
        ],
        temperature: 0,
        maxTokens,
        owner,
        origin: { kind: 'declared', dataClass: found.dataClass },
        signal,
        onText: () => {},
      });
      const checked = answers.check(evidence, text, found.language);
      const claims = checked.claims.map((claim) => ({
        text: claim.text,
        citation: claim.status === 'verified' ? (place.get(claim.citations[0] ?? -1) ?? null) : null,
      }));
      // Prose of which nothing is verified is worth less than the quotation.
      return claims.some(({ citation }) => citation !== null)
        ? { claims, citations, modelId: model.id }
        : extract;
    } catch (error) {
      if (signal.aborted || !isAppError(error)) throw error;
      log.warn({ code: error.code }, 'agent answers without its model');
      return extract;
    }
  };

const toEvidence = (citation: Citation, detectLanguage: (text: string) => string): Evidence => ({
  id: evidenceIdOf(citation.documentId, citation.quote),
  documentId: citation.documentId,
  versionId: citation.versionId,
  title: citation.title,
  source: citation.source,
  page: citation.page,
  startOffset: citation.startOffset,
  endOffset: citation.endOffset,
  quote: citation.quote,
  hash: hashOf(citation.quote),
  language: detectLanguage(citation.quote),
});
