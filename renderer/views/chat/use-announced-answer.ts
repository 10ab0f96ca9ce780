/** Tells a screen reader that an answer begins, and reads it once it is whole; never word by word. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../electron/contract/chat.ts';
import { announce } from '../../ui/index.ts';
import { spoken } from './markdown/notation.ts';

/** Nobody can leaf back in an announcement. */
const maxSpokenLength = 1200;

const ends = {
  stopped: 'announce.stopped',
  interrupted: 'message.interrupted',
  failed: 'announce.failed',
} as const;

export const useAnnouncedAnswer = (last: Message | undefined): void => {
  const { t } = useTranslation('chat');
  const before = useRef<{ id: string; status: Message['status'] } | null>(null);
  const id = last?.id;
  const status = last?.status;
  // Without prose the quoted sentences are the answer.
  const text = last?.text || (last?.evidence?.extract.map((quoted) => quoted.text).join(' ') ?? '');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the growing text is not a reason to speak
  useEffect(() => {
    if (id === undefined || status === undefined) return;
    const was = before.current;
    before.current = { id, status };
    if (status === 'streaming') {
      if (was?.id !== id) announce(t('announce.started'));
      return;
    }
    if (was?.id !== id || was.status !== 'streaming') return;
    if (status === 'complete') {
      const words = spoken(text);
      const cut =
        words.length > maxSpokenLength ? t('announce.cut', { text: words.slice(0, maxSpokenLength) }) : words;
      announce(t('announce.finished', { text: cut }));
    } else announce(t(ends[status]));
  }, [id, status, t]);
};
