/** Files dropped anywhere on the library go into its space. */
import { FileDown } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../../electron/contract/knowledge.ts';
import { takeFiles } from './take.ts';

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

export function DropArea({ space, children }: { space: KnowledgeSpace; children: ReactNode }) {
  const { t } = useTranslation('knowledge');
  const [isOver, setOver] = useState(false);
  /** Enters and leaves of the parts inside come in any order; only their balance counts. */
  const depth = useRef(0);
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is offered as a button; dropping is for the mouse alone
    <div
      className="relative flex min-h-0 min-w-0 flex-1"
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        leave();
        const files = [...event.dataTransfer.files];
        void takeFiles(space.id, files, {
          added: (count) => t('add.added', { count, space: space.name }),
        });
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 flex flex-col items-center justify-center gap-3 rounded-md border-2 border-dashed border-brand bg-brand-soft text-brand-ink">
          <FileDown aria-hidden className="size-8" strokeWidth={1.5} />
          <p className="text-17 font-[560]">{t('add.drop', { space: space.name })}</p>
        </div>
      )}
    </div>
  );
}
