/** Which rules of plain language a text holds and which it breaks, with the words that break them. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContentEnrichment } from '../../../electron/contract/intelligence-groups.ts';
import type { ContentLanguage } from '../../../electron/contract/intelligence-traits.ts';
import { Disclosure } from '../../ui/index.ts';

type Checks = ContentEnrichment['checks'];
type PlainChecksProps = { checks: Checks; language: ContentLanguage; isOpen: boolean };

const shownWords = 3;

export function PlainChecks({ checks, language, isOpen }: PlainChecksProps) {
  const { t } = useTranslation('findings');
  if (checks.length === 0) return null;
  const held = checks.filter(({ passed }) => passed).length;
  const sorted = checks.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  return (
    <Disclosure
      summary={t('rules.held', { held, all: checks.length })}
      isOpen={isOpen}
      className="hairline rounded-md bg-canvas text-13 print:hidden"
      summaryClassName="tabular px-3.5 py-2.5"
    >
      <ul aria-label={t('rules.label')} className="flex flex-col gap-2 px-3.5 pb-3">
        {sorted.map(({ rule, passed, offending }) => {
          const Icon = passed ? CircleCheck : TriangleAlert;
          return (
            <li key={rule} className="flex items-start gap-2">
              <Icon
                aria-hidden
                strokeWidth={1.75}
                className={`mt-0.5 size-4 shrink-0 ${passed ? 'text-verified-ink' : 'text-attention-ink'}`}
              />
              <span className="min-w-0">
                <span className="sr-only">{passed ? t('rules.passed') : t('rules.broken')}: </span>
                {t(`rules.names.${rule}`)}
                {!passed && (
                  <span lang={language} className="block break-words text-muted">
                    {offending
                      .slice(0, shownWords)
                      .map((word) => t('rules.word', { word: shortened(word) }))
                      .join(', ')}
                    {offending.length > shownWords && ' …'}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Disclosure>
  );
}

/** A whole sentence that is too long is named by its beginning. */
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)} …` : text);
