/** The left rail: the registered services with counts of their running work. In a narrow window it is a drawer. */
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Dialog as AriaDialog, Link, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useActiveRuns, useSettings, useUpdateSettings } from '../client/queries.ts';
import { cx, IconButton, Tooltip, useKeyNames, useLayoutMode } from '../ui/index.ts';
import { Mark } from './mark.tsx';
import { closeOverlay, useOverlay } from './overlays.ts';
import { hrefTo, useRoute } from './router.ts';
import { type ServiceView, services } from './services.ts';
import { useBindings } from './use-bindings.ts';

type EntryProps = { service: ServiceView; collapsed: boolean; running: number };

function Entry({ service, collapsed, running }: EntryProps) {
  const { t } = useTranslation('app');
  const isCurrent = useRoute().service === service.path;
  const title = t(service.titleKey);
  const link = (
    <Link
      href={hrefTo(service.path)}
      aria-current={isCurrent ? 'page' : undefined}
      onPress={closeOverlay}
      className={cx(
        'relative flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 transition-colors data-hovered:bg-hover data-pressed:bg-pressed',
        isCurrent
          ? 'bg-brand-soft font-[560] text-brand-ink data-hovered:bg-brand-soft'
          : 'text-muted data-hovered:text-ink',
        collapsed && 'w-9 justify-center px-0',
      )}
    >
      <service.icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
      <span className={collapsed ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{title}</span>
      {running > 0 && (
        <>
          <span className="sr-only">{t('rail.running', { count: running })}</span>
          <span
            aria-hidden
            className={cx(
              'tabular flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-brand px-1 text-12 leading-none font-[560] text-on-brand',
              collapsed && 'absolute -top-1 -right-1',
            )}
          >
            {running}
          </span>
        </>
      )}
    </Link>
  );
  return (
    <li>
      {collapsed ? (
        <Tooltip content={title} placement="right" delayMs={200}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}

function Entries({ place, collapsed }: { place: ServiceView['place']; collapsed: boolean }) {
  const runs = useActiveRuns().data ?? [];
  return (
    <ul className="flex flex-col gap-0.5">
      {services
        .filter((service) => service.place === place)
        .map((service) => (
          <Entry
            key={service.id}
            service={service}
            collapsed={collapsed}
            running={runs.filter((run) => service.runKinds?.includes(run.kind)).length}
          />
        ))}
    </ul>
  );
}

function RailBody({ collapsed }: { collapsed: boolean }) {
  return (
    <>
      <div className={cx('flex h-13 shrink-0 items-center gap-2.5', collapsed ? 'justify-center' : 'px-4')}>
        <Mark className="size-6 shrink-0" />
        {!collapsed && <span className="font-[620] tracking-tight">WattOS</span>}
      </div>
      <div className="flex min-h-0 flex-1 flex-col justify-between gap-4 overflow-y-auto p-2">
        <Entries place="main" collapsed={collapsed} />
        <Entries place="end" collapsed={collapsed} />
      </div>
    </>
  );
}

export const useRailCollapsed = () => {
  const stored = useSettings().data?.appearance.railCollapsed ?? false;
  const update = useUpdateSettings();
  const toggle = () => update.mutate({ appearance: { railCollapsed: !stored } });
  return { collapsed: stored, toggle };
};

export function Rail() {
  const { t } = useTranslation('app');
  const keyName = useKeyNames();
  const bindings = useBindings();
  const narrow = useLayoutMode() === 'narrow';
  const { collapsed, toggle } = useRailCollapsed();
  const isMenuOpen = useOverlay((state) => state.open === 'menu');

  if (narrow) {
    return (
      <ModalOverlay
        isOpen={isMenuOpen}
        onOpenChange={(open) => !open && closeOverlay()}
        isDismissable
        className="fixed inset-0 z-40 bg-scrim"
      >
        <Modal className="h-full w-64 max-w-[80vw] border-r border-line bg-canvas shadow-raised">
          <AriaDialog aria-label={t('rail.label')} className="h-full outline-none">
            <nav aria-label={t('rail.label')} className="flex h-full flex-col">
              <RailBody collapsed={false} />
            </nav>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    );
  }
  return (
    <nav
      aria-label={t('rail.label')}
      data-region="rail"
      tabIndex={-1}
      className={cx(
        'flex shrink-0 flex-col border-r border-line bg-canvas print:hidden',
        collapsed ? 'w-13' : 'w-55',
      )}
    >
      <RailBody collapsed={collapsed} />
      <div className="border-t border-line p-2">
        <IconButton
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          label={collapsed ? t('rail.expand') : t('rail.collapse')}
          shortcut={keyName(bindings['app.rail'])}
          placement="right"
          onPress={toggle}
        />
      </div>
    </nav>
  );
}
