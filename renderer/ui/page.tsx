/** A view that is a page: one heading, a sentence that says what it is for, and a column that scrolls. */
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';

export type PageProps = {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  /** The way to the page this one belongs to. */
  back?: { label: string; onPress: () => void };
  /** `md`: forms and prose; `lg`: tables and cards. */
  width?: 'md' | 'lg';
  children: ReactNode;
};

export function Page({ title, intro, actions, back, width = 'lg', children }: PageProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto print:overflow-visible">
      <div
        className={cx(
          'mx-auto px-8 pt-8 pb-16 narrow:px-4 narrow:pt-5',
          width === 'md' ? 'max-w-190' : 'max-w-260',
        )}
      >
        {back && (
          <div className="-mt-2 mb-3 print:hidden">
            <Button size="sm" variant="quiet" icon={ArrowLeft} className="-ml-2.5" onPress={back.onPress}>
              {back.label}
            </Button>
          </div>
        )}
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="max-w-150 min-w-0 flex-1 basis-80">
            <h1 className="text-24">{title}</h1>
            {intro && <p className="mt-1.5 text-pretty text-muted">{intro}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

export type SectionProps = {
  /** Left out where the card speaks for itself. */
  title?: string;
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A part of a page on its own ground, with or without a heading. */
export function Section({ title, intro, actions, children, className }: SectionProps) {
  return (
    <section className={cx('mb-6', className)}>
      {title && (
        <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
          <div>
            <h2 className="text-17">{title}</h2>
            {intro && <p className="mt-0.5 max-w-150 text-13 text-pretty text-muted">{intro}</p>}
          </div>
          {actions}
        </div>
      )}
      <div className="hairline rounded-md bg-surface">{children}</div>
    </section>
  );
}
