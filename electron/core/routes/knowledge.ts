/** Knowledge over the contract: spaces and documents, the way in, and answers from them. */
import { guard } from '../middleware.ts';

export const answersRoutes = {
  ask: guard.answers.ask.handler(({ input, context: { services, caller }, signal }) =>
    services.answers.ask(caller, { ...input, ...(signal && { signal }) }),
  ),
  get: guard.answers.get.handler(({ input, context: { services, caller } }) =>
    services.answers.get(caller, input.answerId),
  ),
  summarise: guard.answers.summarise.handler(({ input, context: { services, caller }, signal }) =>
    services.answers.summarise(caller, input, signal),
  ),
};

export const ingestionRoutes = {
  add: guard.ingestion.add.handler(({ input, context: { services, caller } }) =>
    services.ingestion.add(caller.tenantId, input),
  ),
  upload: guard.ingestion.upload.handler(({ input, context: { services, caller } }) =>
    services.ingestion.upload(caller.tenantId, input),
  ),
  state: guard.ingestion.state.handler(({ input, context: { services, caller } }) =>
    services.ingestion.state(caller.tenantId, input.spaceId),
  ),
  files: guard.ingestion.files.handler(({ input, context: { services, caller } }) =>
    services.ingestion.files(caller.tenantId, input),
  ),
  pause: guard.ingestion.pause.handler(({ context: { services, caller } }) =>
    services.ingestion.pause(caller.tenantId),
  ),
  resume: guard.ingestion.resume.handler(({ context: { services, caller } }) =>
    services.ingestion.resume(caller.tenantId),
  ),
  retry: guard.ingestion.retry.handler(({ input, context: { services, caller } }) => ({
    retried: services.ingestion.retry(caller.tenantId, input),
  })),
  prioritise: guard.ingestion.prioritise.handler(({ input, context: { services, caller } }) =>
    services.ingestion.prioritise(caller.tenantId, input.fileId),
  ),
  skip: guard.ingestion.skip.handler(({ input, context: { services, caller } }) =>
    services.ingestion.skip(caller.tenantId, input.fileId),
  ),
  forget: guard.ingestion.forget.handler(async ({ input, context: { services, caller } }) => ({
    removed: await services.ingestion.forget(caller.tenantId, input.fileId),
  })),
  reindex: guard.ingestion.reindex.handler(({ input, context: { services, caller } }) =>
    services.ingestion.reindex(caller.tenantId, input.documentId),
  ),
  watchedFolders: guard.ingestion.watchedFolders.handler(({ context: { services, caller } }) =>
    services.ingestion.watchedFolders(caller.tenantId),
  ),
  watchFolder: guard.ingestion.watchFolder.handler(({ input, context: { services, caller } }) =>
    services.ingestion.watchFolder(caller.tenantId, input.spaceId, input.path),
  ),
  unwatchFolder: guard.ingestion.unwatchFolder.handler(({ input, context: { services, caller } }) => ({
    removed: services.ingestion.unwatchFolder(caller.tenantId, input.folderId),
  })),
};

export const knowledgeRoutes = {
  spaces: guard.knowledge.spaces.handler(({ context: { services, caller } }) =>
    services.knowledge.listSpaces(caller.tenantId),
  ),
  createSpace: guard.knowledge.createSpace.handler(({ input, context: { services, caller } }) =>
    services.knowledge.createSpace(caller.tenantId, input),
  ),
  updateSpace: guard.knowledge.updateSpace.handler(
    ({ input: { spaceId, ...change }, context: { services, caller } }) =>
      services.knowledge.updateSpace(caller.tenantId, spaceId, change),
  ),
  removeSpace: guard.knowledge.removeSpace.handler(async ({ input, context: { services, caller } }) => {
    await services.knowledge.removeSpace(caller.tenantId, input.spaceId);
    return { removed: true };
  }),
  documents: guard.knowledge.documents.handler(({ input, context: { services, caller } }) =>
    services.knowledge.listDocuments(caller.tenantId, input),
  ),
  document: guard.knowledge.document.handler(({ input, context: { services, caller } }) =>
    services.knowledge.viewDocument(caller.tenantId, input),
  ),
  pageImage: guard.knowledge.pageImage.handler(({ input, context: { services, caller }, signal }) =>
    services.ingestion.pageImage(caller.tenantId, input, signal ?? AbortSignal.timeout(60_000)),
  ),
  setTags: guard.knowledge.setTags.handler(({ input, context: { services, caller } }) =>
    services.knowledge.setTags(caller.tenantId, input.documentId, input.tags),
  ),
  changeTags: guard.knowledge.changeTags.handler(({ input, context: { services, caller } }) => ({
    changed: services.knowledge.changeTags(caller.tenantId, input),
  })),
  tags: guard.knowledge.tags.handler(({ input, context: { services, caller } }) =>
    services.knowledge.listTags(caller.tenantId, input.spaceIds),
  ),
  removeDocument: guard.knowledge.removeDocument.handler(async ({ input, context: { services, caller } }) => {
    await services.knowledge.remove(caller.tenantId, input.documentId);
    return { removed: true };
  }),
  search: guard.knowledge.search.handler(
    ({ input: { spaceIds, ...query }, context: { services, caller }, signal }) =>
      services.knowledge.search(caller.tenantId, {
        ...query,
        spaces: spaceIds,
        ...(signal === undefined ? {} : { signal }),
      }),
  ),
  indexState: guard.knowledge.indexState.handler(({ context: { services, caller } }) =>
    services.knowledge.indexState(caller.tenantId),
  ),
};
