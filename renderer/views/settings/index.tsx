/** Settings: a list of pages and the one that is open. Every change is stored at once; there is no save button to forget. */
import { Boxes, Info, Keyboard, type LucideIcon, MessagesSquare, Network, Palette } from 'lucide-react';
import type { ComponentType } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { hrefTo, navigate, useRoute } from '../../app/router.ts';
import { cx, Select, useLayoutMode } from '../../ui/index.ts';
import { About } from './about.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { ChatSettings } from './chat-settings.tsx';
import { ModelSettings } from './model-settings.tsx';
import { NetworkSettings } from './network-settings.tsx';
import { ShortcutSettings } from './shortcut-settings.tsx';

type PageId = 'appearance' | 'chat' | 'models' | 'network' | 'shortcuts' | 'about';
type SettingsPage = { id: PageId; icon: LucideIcon; content: ComponentType };

const first: SettingsPage = { id: 'appearance', icon: Palette, content: AppearanceSettings };
const pages: readonly SettingsPage[] = [
  first,
  { id: 'chat', icon: MessagesSquare, content: ChatSettings },
  { id: 'models', icon: Boxes, content: ModelSettings },
  { id: 'network', icon: Network, content: NetworkSettings },
  { id: 'shortcuts', icon: Keyboard, content: ShortcutSettings },
  { id: 'about', icon: Info, content: About },
];

export default function Settings() {
  const { t } = useTranslation('settings');
  const wanted = useRoute().segments[0];
  const narrow = useLayoutMode() === 'narrow';
  const page = pages.find(({ id }) => id === wanted) ?? first;
  return (
    <div className="flex min-h-0 flex-1 narrow:flex-col">
      {narrow ? (
        <div className="px-4 pt-4">
          <Select
            label={t('title')}
            hideLabel
            options={pages.map(({ id }) => ({ value: id, label: t(`pages.${id}`) }))}
            value={page.id}
            onChange={(id) => navigate(`/settings/${id}`)}
          />
        </div>
      ) : (
        <nav aria-label={t('title')} className="w-52 shrink-0 overflow-y-auto border-r border-line p-3">
          <h2 className="px-2.5 pt-2 pb-3 text-17">{t('title')}</h2>
          <ul className="flex flex-col gap-0.5">
            {pages.map(({ id, icon: Icon }) => (
              <li key={id}>
                <Link
                  href={hrefTo(`/settings/${id}`)}
                  aria-current={id === page.id ? 'page' : undefined}
                  className={cx(
                    'flex h-8 cursor-default items-center gap-2.5 rounded-md px-2.5 data-hovered:bg-hover',
                    id === page.id ? 'bg-hover font-[560] text-ink' : 'text-muted',
                  )}
                >
                  <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
                  <span className="truncate">{t(`pages.${id}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <page.content key={page.id} />
    </div>
  );
}
