/** What has been typed but not sent, and the wishes for the next new conversation. In memory only: a draft is nobody's record. */
import { create } from 'zustand';
import type { NewConversation } from './chat-actions.ts';

/** Key of the draft that belongs to no conversation yet. */
export const newDraft = 'new';

const plain: NewConversation = {
  modelId: null,
  systemPrompt: null,
  temporary: false,
  confidential: false,
  spaceIds: [],
  tags: [],
  onlyFromSources: true,
  agentId: null,
};

type Drafts = { texts: Record<string, string>; wishes: NewConversation };
export const useDrafts = create<Drafts>(() => ({ texts: {}, wishes: plain }));

export const setDraft = (key: string, text: string): void =>
  useDrafts.setState(({ texts }) => ({ texts: { ...texts, [key]: text } }));

export const setWishes = (wishes: Partial<NewConversation>): void =>
  useDrafts.setState((state) => ({ wishes: { ...state.wishes, ...wishes } }));

/** A fresh start; the agent, the model and the sources stay as chosen. */
export const resetWishes = (temporary: boolean): void =>
  useDrafts.setState(({ wishes }) => ({
    wishes: {
      ...plain,
      modelId: wishes.modelId,
      spaceIds: wishes.spaceIds,
      tags: wishes.tags,
      onlyFromSources: wishes.onlyFromSources,
      agentId: wishes.agentId,
      temporary,
    },
  }));
