/** Target groups and personas: the analyses, the guided start, the board of one analysis, and the pages behind its cards. */
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { navigate, useRoute } from '../../app/router.ts';
import { useAnalysis } from '../../client/intelligence-queries.ts';
import { Button, EmptyState, ErrorNotice, Skeleton } from '../../ui/index.ts';
import { AnalysisList } from './analysis-list.tsx';
import { Board } from './board.tsx';
import { GroupPage } from './group-page.tsx';
import { GroupTexts } from './group-texts.tsx';
import { listPath, placeOf, type StudioPlace } from './paths.ts';
import { PersonaPage } from './persona-page.tsx';
import { ProfilePage } from './profile-page.tsx';
import { RunPage } from './run-page.tsx';
import { StartPage } from './start-page.tsx';
import { TalkPage } from './talk-page.tsx';
import { TopicsPage } from './topics-page.tsx';

export default function Studio() {
  const place = placeOf(useRoute());
  if (place.page === 'list') return <AnalysisList />;
  if (place.page === 'start') return <StartPage key={place.spaceId} spaceId={place.spaceId} />;
  return <Analysis key={place.analysisId} place={place} />;
}

type InAnalysis = Extract<StudioPlace, { analysisId: string }>;

function Analysis({ place }: { place: InAnalysis }) {
  const { t } = useTranslation('studio');
  const { data, error, refetch } = useAnalysis(place.analysisId);
  if (data) return <Opened view={data} place={place} />;
  if (error?.code === 'intelligence.ANALYSIS_NOT_FOUND' || error?.code === 'request.INVALID') {
    return (
      <EmptyState
        icon={SearchX}
        heading="h1"
        title={t('gone')}
        className="my-auto"
        action={<Button onPress={() => navigate(listPath)}>{t('back')}</Button>}
      >
        {t('goneHelp')}
      </EmptyState>
    );
  }
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} className="m-6" />;
  return (
    <div className="flex flex-col gap-4 p-8 narrow:p-4">
      <Skeleton className="h-9 w-80 max-w-full" />
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

function Opened({ view, place }: { view: AnalysisView; place: InAnalysis }) {
  if (place.page === 'persona')
    return (
      <PersonaPage key={place.subjectId} view={view} personaId={place.subjectId} open={place.evidence} />
    );
  if (place.page === 'talk')
    return <TalkPage key={place.subjectId} view={view} personaId={place.subjectId} />;
  if (place.page === 'group')
    return <GroupPage key={place.subjectId} view={view} groupId={place.subjectId} open={place.evidence} />;
  if (place.page === 'texts')
    return <GroupTexts key={place.subjectId} view={view} groupId={place.subjectId} open={place.evidence} />;
  if (place.page === 'profile') return <ProfilePage view={view} open={place.evidence} />;
  if (place.page === 'topics') return <TopicsPage view={view} open={place.evidence} />;
  const isDone = view.analysis.state === 'done';
  return isDone ? <Board view={view} /> : <RunPage analysis={view.analysis} />;
}
