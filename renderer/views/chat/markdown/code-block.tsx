/** One part of a code block: language and copy button on the first, a frame that runs through all. */
import { Check, Copy } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, cx } from '../../../ui/index.ts';
import { copyText } from '../copy.ts';
import { useJustDone } from '../just-done.ts';
import { ScrollBox } from '../scroll-box.tsx';
import type { CodePart } from './blocks.ts';
import { Markdown } from './markdown.tsx';

function CopyCode({ code }: { code: string }) {
  const { t } = useTranslation('chat');
  const [isDone, setDone] = useJustDone();
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={isDone ? Check : Copy}
      onPress={() => void copyText(code).then(setDone)}
    >
      {isDone ? t('copied') : t('code.copy')}
    </Button>
  );
}

export type CodeBlockProps = { text: string; code: CodePart };

export const CodeBlock = memo(function CodeBlock({ text, code: { language, part, whole } }: CodeBlockProps) {
  const { t } = useTranslation('chat');
  const isFirst = part === 'only' || part === 'first';
  const isLast = part === 'only' || part === 'last';
  return (
    <div
      className={cx(
        'code-part border-x border-line bg-canvas',
        isFirst && 'code-first rounded-t-md border-t',
        isLast && 'code-last rounded-b-md border-b',
        part !== 'only' && 'code-wrapped',
      )}
    >
      {isFirst && (
        <div className="flex items-center justify-between gap-2 border-b border-line py-0.5 pr-1 pl-3 text-13 text-muted">
          <span className="truncate">{language || t('code.plain')}</span>
          <CopyCode code={whole} />
        </div>
      )}
      <ScrollBox className="code-scroll" label={t('code.label', { language: language || t('code.plain') })}>
        <Markdown text={text} />
      </ScrollBox>
    </div>
  );
});
