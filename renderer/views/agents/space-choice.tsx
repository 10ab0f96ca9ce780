/** Which knowledge spaces an agent or a character draws on. */
import { useTranslation } from 'react-i18next';
import { hrefTo } from '../../app/router.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { ErrorNotice, Skeleton, Switch } from '../../ui/index.ts';

type SpaceChoiceProps = { chosen: readonly string[]; onChange: (spaceIds: string[]) => void };

export function SpaceChoice({ chosen, onChange }: SpaceChoiceProps) {
  const { t } = useTranslation(['newAgents', 'studio']);
  const { data, error, refetch } = useSpaces();
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-20" />;
  if (data.length === 0)
    return (
      <p className="text-muted">
        {t('spaces.none')}{' '}
        <a href={hrefTo('/knowledge')} className="text-brand-ink underline underline-offset-4">
          {t('spaces.add')}
        </a>
      </p>
    );
  return (
    <ul className="flex flex-col gap-3">
      {data.map(({ id, name, documents }) => (
        <li key={id}>
          <Switch
            label={name}
            help={t('studio:counts.documents', { count: documents })}
            isSelected={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        </li>
      ))}
    </ul>
  );
}
