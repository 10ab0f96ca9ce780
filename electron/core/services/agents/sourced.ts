/**
 * How agents answer: by the same sourced answers as a plain question, in their own spaces and filters. With a model the prose
 * is theirs and every claim is checked; what is not verified carries no citation.
 */
import type { Citation, Evidence as AnswerEvidence } from '../../../contract/answers.ts';
import type { DataClass } from '../../../contract/gateway.ts';
import type { Evidence } from '../../../contract/intelligence-traits.ts';
import type { ModelTurn } from '../../../contract/model-call.ts';
import { isAppError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { evidenceIdOf, hashOf } from '../../kernel/quote-hash.ts';
import type { Gateway } from '../gateway/index.ts';
import type { AnswerFromSources } from './ask.ts';

type Language = 'de' | 'en' | 'tr';
type Found = { evidence: AnswerEvidence; language: Language; dataClass: DataClass };

/** Of the service that answers from sources. */
type SourcedAnswers<F extends Found> = {
  find(
    tenantId: string,
    input: {
      question: string;
      spaceIds: readonly string[];
      filters: { languages?: readonly string[]; tags?: readonly string[] };
      onlyFromSources: boolean;
      signal: AbortSignal;
    },
  ): Promise<F>;
  worthProse(found: F): boolean;
  chooseModel(
    owner: { tenantId: string; userId: string },
    modelId: string,
    language: string,
  ): Promise<{ id: string } | null>;
  promptOf(question: string, found: F, instructions: string): ModelTurn[];
  check(evidence: AnswerEvidence, text: string, language: Language): AnswerEvidence;
};

const maxTokens = 500;

export const createAgentAnswers =
  <F extends Found>(options: {
    answers: SourcedAnswers<F>;
    gateway: Pick<Gateway, 'answer'>;
    detectLanguage(text: string): string;
    log: Log;
  }): AnswerFromSources =>
  async (tenantId, wish, signal) => {
    const { answers, gateway, detectLanguage, log } = options;
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
      const { text } = await gateway.answer({
        modelId: model.id,
        turns: answers.promptOf(wish.question, found, wish.instructions),
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
