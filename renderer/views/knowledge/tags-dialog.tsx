/** Tags of several documents at once: what all have, what some have, and new ones. Nothing changes before it is saved. */
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { useChangeTags, useTags } from '../../client/knowledge-queries.ts';
import { Button, cx, Dialog, IconButton, TextField, toast, toastFailure } from '../../ui/index.ts';
import { maxTagLength } from './tags.tsx';

/** Tags in use elsewhere that are offered. */
const mostOffered = 12;

export type TagsDialogProps = {
  documents: readonly DocumentSummary[];
  onClose: () => void;
  onSaved: () => void;
};

export function TagsDialog({ documents, onClose, onSaved }: TagsDialogProps) {
  const { t } = useTranslation(['knowledge', 'common']);
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState<ReadonlyMap<string, 'add' | 'remove'>>(new Map());
  const known = useTags([...new Set(documents.map(({ spaceId }) => spaceId))]).data ?? [];
  const change = useChangeTags();
  const count = documents.length;
  const having = new Map<string, number>();
  for (const { tags } of documents) for (const tag of tags) having.set(tag, (having.get(tag) ?? 0) + 1);
  const want = (tag: string, what: 'add' | 'remove' | null) =>
    setWanted((before) => {
      const next = new Map(before);
      if (what === null) next.delete(tag);
      else next.set(tag, what);
      return next;
    });
  const shown = [...new Set([...having.keys(), ...wanted.keys()])].toSorted((one, other) =>
    one.localeCompare(other),
  );
  const offered = known.filter(({ tag }) => !shown.includes(tag)).slice(0, mostOffered);
  const add = () => {
    const tag = typed.trim();
    setTyped('');
    if (tag !== '' && having.get(tag) !== count) want(tag, 'add');
  };
  const save = () => {
    const last = typed.trim();
    const all = new Map(wanted);
    if (last !== '') all.set(last, 'add');
    const of = (what: 'add' | 'remove') => [...all].flatMap(([tag, one]) => (one === what ? [tag] : []));
    change.mutate(
      { documentIds: documents.map(({ id }) => id), add: of('add'), remove: of('remove') },
      {
        onSuccess: ({ changed }) => {
          toast('done', t('tags.changed', { count: changed }));
          onSaved();
        },
        onError: toastFailure,
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('tags.ofDocuments', { count })}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            isPending={change.isPending}
            isDisabled={wanted.size === 0 && typed.trim() === ''}
            onPress={save}
          >
            {t('tags.save')}
          </Button>
        </>
      }
    >
      {shown.length > 0 && (
        <ul aria-label={t('tags.title')} className="mb-3 flex flex-wrap gap-1.5">
          {shown.map((tag) => {
            const own = having.get(tag) ?? 0;
            const what = wanted.get(tag);
            const isPart = own > 0 && own < count && what === undefined;
            return (
              <li
                key={tag}
                className={cx(
                  'flex max-w-full items-center gap-1 rounded-sm border pl-2 text-13',
                  what === 'add' ? 'border-brand bg-brand-soft text-brand-ink' : 'border-line bg-sunken',
                )}
              >
                <span className={cx('min-w-0 truncate', what === 'remove' && 'line-through')}>{tag}</span>
                {what === 'remove' && <span className="sr-only">{t('tags.willGo')}</span>}
                {isPart && (
                  <>
                    <span className="tabular shrink-0 text-muted">{t('tags.some', { own, count })}</span>
                    <IconButton
                      icon={Plus}
                      size="sm"
                      label={t('tags.giveAll', { tag })}
                      onPress={() => want(tag, 'add')}
                    />
                  </>
                )}
                {what === 'remove' ? (
                  <IconButton
                    icon={Plus}
                    size="sm"
                    label={t('tags.keep', { tag })}
                    onPress={() => want(tag, null)}
                  />
                ) : (
                  <IconButton
                    icon={X}
                    size="sm"
                    label={t('tags.remove', { tag })}
                    onPress={() => want(tag, own > 0 ? 'remove' : null)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      <div className="flex items-center gap-1.5">
        <TextField
          label={t('tags.add')}
          hideLabel
          placeholder={t('tags.add')}
          value={typed}
          onChange={setTyped}
          maxLength={maxTagLength}
          className="min-w-0 flex-1"
          onKeyDown={(event) => event.key === 'Enter' && add()}
        />
        <IconButton icon={Plus} label={t('tags.add')} onPress={add} />
      </div>
      {offered.length > 0 && (
        <div className="mt-4">
          <h3 className="mb-1.5 text-13 font-[560] tracking-normal">{t('tags.known')}</h3>
          <ul className="flex flex-wrap gap-1.5">
            {offered.map(({ tag }) => (
              <li key={tag} className="max-w-full">
                <Button size="sm" icon={Plus} onPress={() => want(tag, 'add')}>
                  {tag}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
