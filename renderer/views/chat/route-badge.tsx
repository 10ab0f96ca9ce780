/** LOCAL, NETWORK or CLOUD under an answer, and on hover or focus why it came from there. */
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import type { Message } from '../../../electron/contract/chat.ts';
import type { ErrorCode } from '../../../electron/contract/errors.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { LocationBadge, Tooltip, usePlaceWord } from '../../ui/index.ts';

export function RouteBadge({ message }: { message: Message }) {
  const { t } = useTranslation(['chat', 'gateway']);
  const failureText = useFailureText();
  const placeWord = usePlaceWord();
  const { location, route } = message;
  if (location === null) return null;
  const reach = route?.reach ?? (location === 'local' ? 'program' : 'internet');
  if (route === null) return <LocationBadge reach={reach} />;
  const where =
    route.location === 'local'
      ? t('route.local')
      : t('route.cloud', { provider: route.providerName ?? '', reach: t(`gateway:reach.${route.reach}`) });
  const first = route.failed[0];
  const why = t(`route.reasons.${route.reason}`);
  const cause =
    first &&
    failureText({
      code: first.code as ErrorCode,
      data: { provider: first.modelId, modelId: first.modelId },
      retry: false,
    }).title;
  const text = [where, why, cause].filter(Boolean).join(' ');
  return (
    <Tooltip content={text} placement="top" delayMs={200}>
      <Button aria-label={`${placeWord(reach)}. ${text}`} className="cursor-default rounded-sm">
        <LocationBadge reach={reach} />
      </Button>
    </Tooltip>
  );
}
