/** The list of keyboard shortcuts, as they are bound now. */
import { useTranslation } from 'react-i18next';
import { Button, Dialog, Kbd } from '../ui/index.ts';
import { closeOverlay } from './overlays.ts';
import { navigate } from './router.ts';
import { actionIds } from './shortcuts.ts';
import { useBindings } from './use-bindings.ts';

function Row({ title, combination }: { title: string; combination: string }) {
  return (
    <div className="flex items-center justify-between gap-4 border-b border-line py-2 last:border-b-0">
      <dt>{title}</dt>
      <dd>
        <Kbd combination={combination} />
      </dd>
    </div>
  );
}

export default function ShortcutList() {
  const { t } = useTranslation('app');
  const bindings = useBindings();
  const edit = () => {
    closeOverlay();
    navigate('/settings/shortcuts');
  };
  return (
    <Dialog
      isOpen
      onClose={closeOverlay}
      title={t('shortcuts.title')}
      size="sm"
      actions={<Button onPress={edit}>{t('shortcuts.edit')}</Button>}
    >
      <dl>
        {actionIds.map((id) => (
          <Row key={id} title={t(`shortcuts.actions.${id}`)} combination={bindings[id]} />
        ))}
        <Row title={t('shortcuts.escape')} combination="escape" />
        <Row title={t('shortcuts.tab')} combination="tab" />
      </dl>
    </Dialog>
  );
}
