/** What the views ask of the engine about personal data. Keys lie under those of knowledge, whose changes touch them. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { DocumentReview, Finding, PiiClass, PrivacyPolicy } from '../../electron/contract/privacy.ts';
import { client } from './client.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

const reviewKey = (documentId: string) => [...queryKeys.knowledge, 'privacy', 'review', documentId];
const policyKey = (spaceId: string) => [...queryKeys.knowledge, 'privacy', 'policy', spaceId];

export const usePrivacySpaces = () =>
  useQuery({ queryKey: [...queryKeys.knowledge, 'spaces'], queryFn: () => client.knowledge.spaces() });

export const usePrivacyDocuments = (spaceId: string) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.knowledge, 'privacy', 'documents', spaceId],
    queryFn: ({ pageParam }) =>
      client.knowledge.documents({ spaceId, order: 'title', limit: 50, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const usePolicy = (spaceId: string) =>
  useQuery({ queryKey: policyKey(spaceId), queryFn: () => client.privacy.policy({ spaceId }) });

export const useSetPolicy = (spaceId: string) =>
  useMutation({
    mutationFn: (policy: PrivacyPolicy) => client.privacy.setPolicy({ spaceId, policy }),
    onSuccess: (policy) => queryClient.setQueryData(policyKey(spaceId), policy),
  });

export const useReview = (documentId: string) =>
  useQuery({ queryKey: reviewKey(documentId), queryFn: () => client.privacy.review({ documentId }) });

export type Decision = Parameters<typeof client.privacy.decide>[0]['decision'];

/** The finding changes in place at once; everything else is refetched when the engine tells of the change. */
const replace = (documentId: string, finding: Finding): void => {
  queryClient.setQueryData<DocumentReview>(reviewKey(documentId), (review) =>
    review === undefined
      ? review
      : {
          ...review,
          findings: review.findings.some((one) => one.id === finding.id)
            ? review.findings.map((one) => (one.id === finding.id ? finding : one))
            : [...review.findings, finding].sort((a, b) => a.startOffset - b.startOffset),
        },
  );
};

export const useDecide = (documentId: string) =>
  useMutation({
    mutationFn: (input: { findingId: string; decision: Decision }) =>
      client.privacy.decide({ documentId, ...input }),
    onSuccess: (finding) => replace(documentId, finding),
  });

export const useAddFinding = (documentId: string) =>
  useMutation({
    mutationFn: (input: { startOffset: number; endOffset: number; class: PiiClass }) =>
      client.privacy.addFinding({ documentId, ...input }),
    onSuccess: (finding) => replace(documentId, finding),
  });

export const useRestore = () =>
  useMutation({ mutationFn: (pseudonymId: string) => client.privacy.restore({ pseudonymId }) });

export const useReadAgain = (documentId: string) =>
  useMutation({ mutationFn: () => client.ingestion.reindex({ documentId }) });
