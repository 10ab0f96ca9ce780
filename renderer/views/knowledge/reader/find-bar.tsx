/** Find in the document: how many, which one, and from one to the next. Enter goes on, Shift+Enter back, Esc closes. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, IconButton, SearchField, Spinner } from '../../../ui/index.ts';

export type FindBarProps = {
  query: string;
  onQuery: (query: string) => void;
  count: number;
  index: number;
  isSearching: boolean;
  onGo: (step: 1 | -1) => void;
  onClose: () => void;
};

export function FindBar({ query, onQuery, count, index, isSearching, onGo, onClose }: FindBarProps) {
  const { t } = useTranslation('knowledge');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isAsked = query.trim() !== '';
  const words = isAsked && !isSearching ? t('find.count', { index: count === 0 ? 0 : index + 1, count }) : '';
  useEffect(() => {
    if (words !== '') announce(words);
  }, [words]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onGo(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search
      aria-label={t('find.label')}
      className="flex shrink-0 items-center gap-1.5 border-b border-line bg-canvas px-4 py-2"
    >
      <div className="min-w-0 max-w-88 flex-1" onKeyDownCapture={press}>
        <SearchField
          ref={field}
          label={t('find.label')}
          placeholder={t('find.label')}
          value={query}
          onChange={onQuery}
        />
      </div>
      <span className="tabular min-w-16 px-1 text-13 text-muted">
        {isSearching ? <Spinner className="size-4" /> : words}
      </span>
      <span className="flex-1" />
      <IconButton
        icon={ChevronUp}
        size="sm"
        label={t('find.previous')}
        isDisabled={count === 0}
        onPress={() => onGo(-1)}
      />
      <IconButton
        icon={ChevronDown}
        size="sm"
        label={t('find.next')}
        isDisabled={count === 0}
        onPress={() => onGo(1)}
      />
      <IconButton icon={X} size="sm" label={t('find.close')} onPress={onClose} />
    </search>
  );
}
