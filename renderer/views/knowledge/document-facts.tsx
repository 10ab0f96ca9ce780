/** What is known of a document, in words. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { useFormat } from '../../i18n/format.ts';

const warnings = ['truncated', 'pages-unreadable', 'needs-ocr', 'attachments-skipped', 'damaged'] as const;
type Warning = (typeof warnings)[number];
const isWarning = (code: string): code is Warning => warnings.some((known) => known === code);

/** A warning without words of its own is still shown: hiding it would be worse. */
export const useWarningText = () => {
  const { t } = useTranslation('knowledge');
  return (code: string): { title: string; help: string } =>
    isWarning(code)
      ? { title: t(`warnings.${code}.title`), help: t(`warnings.${code}.help`) }
      : { title: t('warnings.other', { code }), help: t('warnings.otherHelp') };
};

export function DocumentState({ document: { warnings: codes } }: { document: DocumentSummary }) {
  const { t } = useTranslation('knowledge');
  const warningText = useWarningText();
  const [first, ...more] = codes;
  if (first === undefined) {
    return (
      <span className="flex min-w-0 items-center gap-1.5 text-13 text-muted">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-verified-ink" strokeWidth={1.75} />
        <span className="truncate">{t('documents.ready')}</span>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-13 text-attention-ink">
      <TriangleAlert aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="truncate">
        {warningText(first).title}
        {more.length > 0 && ` ${t('documents.moreWarnings', { count: more.length })}`}
      </span>
    </span>
  );
}

/** Files of one folder begin alike; what tells them apart is the name. An address is shown without its scheme. */
export const sourceName = (source: string): string => {
  const isAddress = /^[a-z][a-z\d+.-]*:\/\//i.test(source);
  const name = isAddress ? source.replace(/^[^:]+:\/\//, '') : source.split(/[/\\]/).at(-1);
  return name || source;
};

/** One line for a narrow window. */
export const useDocumentLine = () => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const warningText = useWarningText();
  return (document: DocumentSummary): string =>
    [
      document.format?.toUpperCase(),
      document.pages !== null && t('documents.pagesCount', { count: document.pages }),
      format.day(document.updatedAt),
      document.warnings[0] !== undefined && warningText(document.warnings[0]).title,
    ]
      .filter(Boolean)
      .join(' · ');
};
