/** The tags of a document: words by which a search can be narrowed. */
import { useMutation } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { IconButton, TextField, toastFailure } from '../../ui/index.ts';

export const maxTagLength = 60;

export function Tags({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation('knowledge');
  const [tags, setTags] = useState(document.tags);
  const [typed, setTyped] = useState('');
  const store = useMutation({
    mutationFn: (wanted: string[]) => client.knowledge.setTags({ documentId: document.id, tags: wanted }),
    onSuccess: (changed) => setTags(changed.tags),
    onError: toastFailure,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: queryKeys.knowledge }),
  });
  const add = () => {
    const tag = typed.trim();
    if (tag === '' || tags.includes(tag)) return;
    store.mutate([...tags, tag], { onSuccess: () => setTyped('') });
  };
  return (
    <div>
      <h3 className="mb-1.5 text-13 font-[560] tracking-normal">{t('tags.title')}</h3>
      {tags.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="flex max-w-full items-center rounded-sm border border-line bg-sunken pl-2 text-13"
            >
              <span className="min-w-0 truncate">{tag}</span>
              <IconButton
                icon={X}
                size="sm"
                label={t('tags.remove', { tag })}
                onPress={() => store.mutate(tags.filter((other) => other !== tag))}
              />
            </li>
          ))}
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
        <IconButton icon={Plus} label={t('tags.add')} isPending={store.isPending} onPress={add} />
      </div>
    </div>
  );
}
