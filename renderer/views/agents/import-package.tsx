/** Takes over agents of another installation: choose or drop a file, see what is inside, then decide. */
import { FileDown, FileInput, Info, TriangleAlert, Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { type OpenedPackage, useImportPackage, useOpenPackage } from '../../client/agent-making.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, cx, ErrorNotice, Page, Progress, Section, toast } from '../../ui/index.ts';
import { agentPath, agentsPath } from './paths.ts';

export function ImportPackage() {
  const { t } = useTranslation('newAgents');
  const [opened, setOpened] = useState<OpenedPackage | null>(null);
  const [sentBytes, setSentBytes] = useState(0);
  const open = useOpenPackage(setSentBytes);
  const look = (file: File | undefined) => {
    if (file === undefined || open.isPending) return;
    setOpened(null);
    setSentBytes(0);
    open.mutate(file, { onSuccess: setOpened });
  };
  return (
    <Page
      title={t('package.title')}
      intro={t('package.intro')}
      width="md"
      back={{ label: t('back'), onPress: () => navigate(agentsPath) }}
    >
      <DropPlace
        sending={open.isPending ? { sentBytes, sizeBytes: open.variables.size } : null}
        isSmall={opened !== null}
        onFile={look}
      />
      {open.error && <ErrorNotice failure={open.error} className="mb-6" />}
      {opened && <Contents opened={opened} onClosed={() => setOpened(null)} />}
    </Page>
  );
}

type DropPlaceProps = {
  sending: { sentBytes: number; sizeBytes: number } | null;
  isSmall: boolean;
  onFile: (file: File | undefined) => void;
};

function DropPlace({ sending, isSmall, onFile }: DropPlaceProps) {
  const { t } = useTranslation('newAgents');
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const takes = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is offered as a button; dropping is for the mouse alone
    <div
      onDragEnter={takes}
      onDragOver={takes}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer.files[0]);
      }}
      className={cx(
        'mb-6 flex flex-col items-center justify-center gap-3 rounded-md border-2 border-dashed px-6 text-center',
        isSmall ? 'py-5' : 'py-12',
        isOver ? 'border-brand bg-brand-soft text-brand-ink' : 'border-line bg-surface',
      )}
    >
      {sending ? (
        <div role="status" className="w-full max-w-96 py-2 text-left">
          <Progress
            label={t('package.opening')}
            showLabel
            done={sending.sentBytes}
            total={sending.sizeBytes}
            valueText={t('package.sent', {
              sent: format.bytes(sending.sentBytes),
              size: format.bytes(sending.sizeBytes),
            })}
          />
        </div>
      ) : (
        <>
          {!isSmall && <FileDown aria-hidden className="size-8 text-brand-ink" strokeWidth={1.5} />}
          <p>{isSmall ? t('package.other') : t('package.drop')}</p>
          <Button icon={FileInput} onPress={() => input.current?.click()}>
            {t('package.choose')}
          </Button>
        </>
      )}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('package.choose')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          onFile(file);
        }}
      />
    </div>
  );
}

function Contents({ opened, onClosed }: { opened: OpenedPackage; onClosed: () => void }) {
  const { t } = useTranslation('newAgents');
  const format = useFormat();
  const take = useImportPackage();
  const { contents, fileName, packageId } = opened;
  const { agents, documents, titles, languages, sizeBytes } = contents;
  const confirm = () =>
    take.mutate(packageId, {
      onSuccess: (made) => {
        toast('done', t('package.done', { count: made.agents.length }));
        onClosed();
        const [first] = made.agents;
        navigate(made.agents.length === 1 && first !== undefined ? agentPath(first.id) : agentsPath);
      },
    });
  return (
    <>
      <Section title={t('package.inside')} intro={`${fileName} · ${format.bytes(sizeBytes)}`}>
        <ul className="divide-y divide-line">
          {agents.map((agent, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two agents of a package may be the same in every word
            <li key={index} className="px-4 py-3">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <span className="font-[560] break-words">{agent.name}</span>
                <Badge tone="brand">{format.language(agent.language)}</Badge>
                {agent.character !== null && (
                  <Badge>{t('package.character', { name: agent.character })}</Badge>
                )}
              </p>
              <p lang={agent.language} className="mt-0.5 text-13 text-pretty break-words text-muted">
                {agent.role}
              </p>
            </li>
          ))}
        </ul>
        <div className="border-t border-line px-4 py-3">
          <p className="font-[560]">{t('package.documents', { count: documents })}</p>
          {documents > 0 && (
            <p className="mt-0.5 text-13 text-pretty break-words text-muted">
              {languages
                .map((one) =>
                  t('package.language', { language: format.language(one.language), count: one.documents }),
                )
                .join(', ')}
              <br />
              {titles.join(' · ')}
              {documents > titles.length && ' …'}
            </p>
          )}
        </div>
      </Section>
      <p className="mb-3 flex items-start gap-2.5 rounded-md bg-attention-soft px-4 py-3 text-pretty text-attention-ink">
        <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0" strokeWidth={1.75} />
        {t('package.notes.unsigned')}
      </p>
      <ul className="mb-6 flex flex-col gap-1.5 px-4 text-13 text-muted">
        {(['unpublished', 'redacted'] as const).map((note) => (
          <li key={note} className="flex items-start gap-2.5">
            <Info aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
            <span className="text-pretty">{t(`package.notes.${note}`)}</span>
          </li>
        ))}
      </ul>
      {take.error && <ErrorNotice failure={take.error} className="mb-4" />}
      {take.isPending && (
        <div role="status" className="mb-4">
          <Progress label={t('package.taking', { count: documents })} showLabel done={0} total={null} />
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button isDisabled={take.isPending} onPress={onClosed}>
          {t('package.cancel')}
        </Button>
        <Button variant="primary" icon={Upload} isPending={take.isPending} onPress={confirm}>
          {t('package.take', { count: agents.length })}
        </Button>
      </div>
    </>
  );
}
