/** What belongs to a topic: the questions of its documents and the target groups that speak of it. Pure. */
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { SourceQuestion } from '../../../electron/contract/intelligence-traits.ts';

export const groupsOfTopic = (groups: readonly TargetGroup[], topicId: string): TargetGroup[] =>
  groups
    .filter(({ topicIds }) => topicIds.includes(topicId))
    .toSorted((a, b) => b.size.sentences - a.size.sentences || a.position - b.position);

/** `index` is the question's place in the whole list: it stands in addresses. */
export type NumberedQuestion = SourceQuestion & { index: number };

/** By topic, in the order of the sources; `null`: of documents in no topic. The same question asked twice is shown once. */
export const questionsByTopic = (
  view: Pick<AnalysisView, 'questions' | 'topics'>,
): Map<string | null, NumberedQuestion[]> => {
  const topics = new Set(view.topics.map(({ id }) => id));
  const found = new Map<string | null, NumberedQuestion[]>();
  view.questions.forEach((question, index) => {
    const topicId = question.topicId !== null && topics.has(question.topicId) ? question.topicId : null;
    const known = found.get(topicId) ?? [];
    if (known.some(({ text }) => text === question.text)) return;
    found.set(topicId, [...known, { ...question, index }]);
  });
  return found;
};
