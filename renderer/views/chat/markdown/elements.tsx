/** How the elements of an answer look and what they do. */
import { Copy, ImageOff, Square, SquareCheck } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Components } from 'react-markdown';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../ui/index.ts';
import { copyText } from '../copy.ts';
import { ScrollBox } from '../scroll-box.tsx';

const copyable = /^(?:https?:|mailto:|tel:)/i;
const maxShownAddress = 300;
const shortened = (url: string) => (url.length > maxShownAddress ? `${url.slice(0, maxShownAddress)}…` : url);

/** Leads nowhere: this window shows no foreign pages. The address can be taken along. */
function Address({ href = '', children }: { href?: string | undefined; children?: ReactNode }) {
  const { t } = useTranslation('chat');
  if (!copyable.test(href)) {
    return (
      <>
        {children} <span className="font-mono text-13 text-muted">({shortened(href)})</span>
      </>
    );
  }
  const copy = () => void copyText(href).then((worked) => toast('done', worked ? t('link.copied') : href));
  return (
    <button
      type="button"
      title={t('link.copy', { url: shortened(href) })}
      onClick={copy}
      className="inline cursor-copy rounded-sm text-left text-brand-ink underline decoration-1 underline-offset-2 hover:decoration-2"
    >
      {children}
      <span className="sr-only"> ({t('link.copyHint')})</span>
      <Copy aria-hidden className="ml-0.5 inline size-3 align-baseline" strokeWidth={2} />
    </button>
  );
}

function NamedImage({ src, alt }: ComponentProps<'img'>) {
  const { t } = useTranslation('chat');
  const address = typeof src === 'string' ? src : '';
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5 rounded-sm border border-line bg-sunken px-1.5 text-13 text-muted">
      <ImageOff aria-hidden className="size-3.5 shrink-0 self-center" strokeWidth={1.75} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {t('image.notLoaded')} {alt}{' '}
        <span className="font-mono">{/^data:/i.test(address) ? 'data:…' : shortened(address)}</span>
      </span>
    </span>
  );
}

function ScrollingTable({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('chat');
  return (
    <ScrollBox label={t('table')} className="table-scroll">
      <table>{children}</table>
    </ScrollBox>
  );
}

function TickBox({ checked }: ComponentProps<'input'>) {
  const { t } = useTranslation('chat');
  const Icon = checked ? SquareCheck : Square;
  return (
    <Icon
      role="img"
      aria-label={checked ? t('task.done') : t('task.open')}
      className="mr-1.5 inline size-4 align-[-0.15em]"
    />
  );
}

/** Headings of an answer stand below those of the page. */
const heading =
  (Tag: 'h3' | 'h4' | 'h5' | 'h6') =>
  ({ children }: { children?: ReactNode }) => <Tag dir="auto">{children}</Tag>;

export const components: Components = {
  a: ({ href, children }) => <Address href={href}>{children}</Address>,
  img: ({ src, alt }) => <NamedImage src={src} alt={alt} />,
  table: ({ children }) => <ScrollingTable>{children}</ScrollingTable>,
  input: ({ checked }) => <TickBox checked={checked} />,
  h1: heading('h3'),
  h2: heading('h3'),
  h3: heading('h4'),
  h4: heading('h5'),
  h5: heading('h6'),
  h6: heading('h6'),
  p: ({ children }) => <p dir="auto">{children}</p>,
  li: ({ children, className }) => (
    <li dir="auto" className={className}>
      {children}
    </li>
  ),
};
