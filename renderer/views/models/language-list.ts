/** The languages of a model in words: the reader's own first, and never more than fit into a line. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';

const mostShown = 4;

/** BCP 47 tags in the order a reader looks for them. */
const byInterest = (tags: readonly string[], own: string): string[] => {
  const rank = (tag: string) => (tag.split('-')[0] === own ? 0 : tag.split('-')[0] === 'en' ? 1 : 2);
  return [...tags].sort((a, b) => rank(a) - rank(b));
};

export const useLanguageList = () => {
  const { t, i18n } = useTranslation('models');
  const format = useFormat();
  return (tags: readonly string[]): string => {
    const names = byInterest(tags, i18n.language).map(format.language);
    if (names.length <= mostShown + 1) return format.list(names);
    return t('andMore', { shown: names.slice(0, mostShown).join(', '), count: names.length - mostShown });
  };
};
