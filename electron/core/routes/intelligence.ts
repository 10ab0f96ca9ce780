/** Customer intelligence over the contract. */
import { guard } from '../middleware.ts';

const at = guard.intelligence;

export const intelligenceRoutes = {
  list: at.list.handler(({ input, context: { services, caller } }) =>
    services.intelligence.list(caller.tenantId, input),
  ),
  get: at.get.handler(({ input, context: { services, caller } }) =>
    services.intelligence.get(caller.tenantId, input.analysisId),
  ),
  create: at.create.handler(({ input, context: { services, caller } }) =>
    services.intelligence.create(caller.tenantId, input),
  ),
  update: at.update.handler(({ input: { analysisId, ...change }, context: { services, caller } }) =>
    services.intelligence.update(caller.tenantId, analysisId, defined(change)),
  ),
  remove: at.remove.handler(({ input, context: { services, caller } }) =>
    services.intelligence.remove(caller.tenantId, input.analysisId),
  ),
  start: at.start.handler(({ input: { analysisId, ...wish }, context: { services, caller } }) => {
    const { runId } = services.intelligence.start(caller.tenantId, analysisId, wish);
    return { runId };
  }),
  evidence: at.evidence.handler(({ input, context: { services, caller } }) =>
    services.intelligence.evidence(caller.tenantId, input.analysisId, input.ids),
  ),
  groupEvidence: at.groupEvidence.handler(({ input: { groupId, ...page }, context: { services, caller } }) =>
    services.intelligence.groupEvidence(caller.tenantId, groupId, page),
  ),
  openEvidence: at.openEvidence.handler(({ input, context: { services, caller } }) =>
    services.intelligence.openEvidence(caller.tenantId, input.analysisId, input.evidenceId),
  ),
  addGroup: at.addGroup.handler(({ input: { analysisId, ...group }, context: { services, caller } }) =>
    services.intelligence.addGroup(caller.tenantId, analysisId, group),
  ),
  updateGroup: at.updateGroup.handler(({ input: { groupId, ...change }, context: { services, caller } }) =>
    services.intelligence.updateGroup(caller.tenantId, groupId, defined(change)),
  ),
  lockGroup: at.lockGroup.handler(({ input, context: { services, caller } }) =>
    services.intelligence.lockGroup(caller.tenantId, input.groupId, input.locked),
  ),
  mergeGroups: at.mergeGroups.handler(({ input, context: { services, caller } }) =>
    services.intelligence.mergeGroups(caller.tenantId, input.groupIds, input.name),
  ),
  splitGroup: at.splitGroup.handler(({ input: { groupId, ...wish }, context: { services, caller } }) =>
    services.intelligence.splitGroup(caller.tenantId, groupId, wish),
  ),
  removeGroup: at.removeGroup.handler(({ input, context: { services, caller } }) =>
    services.intelligence.removeGroup(caller.tenantId, input.groupId),
  ),
  addPersona: at.addPersona.handler(({ input: { groupId, ...persona }, context: { services, caller } }) =>
    services.intelligence.addPersona(caller.tenantId, groupId, persona),
  ),
  updatePersona: at.updatePersona.handler(
    ({ input: { personaId, ...change }, context: { services, caller } }) =>
      services.intelligence.updatePersona(caller.tenantId, personaId, defined(change)),
  ),
  lockPersona: at.lockPersona.handler(({ input, context: { services, caller } }) =>
    services.intelligence.lockPersona(caller.tenantId, input.personaId, input.locked),
  ),
  removePersona: at.removePersona.handler(({ input, context: { services, caller } }) =>
    services.intelligence.removePersona(caller.tenantId, input.personaId),
  ),
  makeAgents: at.makeAgents.handler(({ input, context: { services, caller } }) =>
    services.intelligence.makeAgents(caller.tenantId, input.personaId, input.languages),
  ),
  rehearse: at.rehearse.handler(({ input: { personaId, ...talk }, context: { services, caller }, signal }) =>
    services.intelligence.rehearse(caller.tenantId, personaId, talk, signal ?? new AbortController().signal),
  ),
  history: at.history.handler(({ input, context: { services, caller } }) =>
    services.intelligence.history(caller.tenantId, input.subjectId),
  ),
  restore: at.restore.handler(({ input, context: { services, caller } }) =>
    services.intelligence.restore(caller.tenantId, input.historyId),
  ),
  versions: at.versions.handler(({ input, context: { services, caller } }) =>
    services.intelligence.versions(caller.tenantId, input.analysisId),
  ),
  compare: at.compare.handler(({ input, context: { services, caller } }) =>
    services.intelligence.compare(caller.tenantId, input.analysisId, input.from, input.to),
  ),
  dossier: at.dossier.handler(({ input, context: { services, caller } }) =>
    services.intelligence.dossier(caller.tenantId, input.analysisId, input.format, input.locale),
  ),
  groupTexts: at.groupTexts.handler(({ input, context: { services, caller } }) =>
    services.intelligence.groupTexts(caller.tenantId, input),
  ),
  installSample: at.installSample.handler(({ context: { services, caller }, signal }) =>
    services.intelligence.installSample(caller.tenantId, signal ?? new AbortController().signal),
  ),
};

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** An absent field is no change; `undefined` must not overwrite what is there. */
const defined = <T extends object>(change: T): Defined<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>;
