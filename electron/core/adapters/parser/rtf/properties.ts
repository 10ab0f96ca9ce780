/** What the information group of RTF says of the document. */
import { isoDate } from '../parts/dates.ts';
import { nonEmpty, type Properties } from '../parts/ooxml.ts';

export const readProperties = (
  info: ReadonlyMap<string, string>,
  times: ReadonlyMap<string, readonly number[]>,
): Properties => {
  const value = (name: string): string => (info.get(name) ?? '').trim();
  const time = (name: string): string | null => {
    const [year, month = 1, day = 1, hour = 0, minute = 0] = times.get(name) ?? [];
    return year === undefined || year === 0 ? null : isoDate(Date.UTC(year, month - 1, day, hour, minute));
  };
  const metadata: Record<string, string> = {};
  for (const name of ['subject', 'manager', 'company', 'keywords', 'doccomm'])
    if (value(name) !== '') metadata[name === 'doccomm' ? 'description' : name] = value(name);
  const commenters = [...info]
    .filter(([name]) => name.startsWith('comment '))
    .map(([, author]) => author.trim());
  if (commenters.length > 0) metadata.commentAuthors = [...new Set(commenters)].join('; ');
  return {
    ...nonEmpty('title', value('title')),
    ...nonEmpty('author', value('author')),
    ...nonEmpty('createdAt', time('creatim')),
    ...nonEmpty('modifiedAt', time('revtim')),
    metadata,
  };
};
