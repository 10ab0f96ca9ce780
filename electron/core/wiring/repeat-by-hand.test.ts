/** Groups taken apart after they were put together, and what became of people in them: a repeat must neither undo, lose nor revive. */
import { expect, it } from 'vitest';
import { arrival, family, setUp, work } from './intelligence-room.ts';

const analysed = async () => {
  const room = setUp();
  const documents = {
    families: room.add('Kita', family),
    'job-seekers': room.add('Arbeit', work),
    newcomers: room.add('Neu', arrival),
  };
  const { id } = room.create();
  const view = await room.analyse(id);
  const group = (key: string, among = view) => {
    const found = among.groups.find((one) => one.key === key);
    if (found === undefined) throw new Error(`a group ${key} expected`);
    return found;
  };
  const persona = (key: string) => {
    const found = view.personas.find(({ groupId }) => groupId === group(key).id);
    if (found === undefined) throw new Error(`a persona of ${key} expected`);
    return found;
  };
  const repeat = () => room.analyse(id, { repeat: true });
  const quotes = (ids: readonly string[]) =>
    room.intelligence.evidence(room.tenantId, id, ids).map(({ quote }) => quote);
  return { ...room, id, view, group, persona, repeat, quotes, documents };
};

const newsOfArrival = 'Ankommen\nZugewanderte finden im Rathaus einen Lotsen.';

it('a part split off a merged group stays out of it, while the rest is renewed', async () => {
  const { intelligence, tenantId, group, repeat, quotes, add } = await analysed();
  const [first, second] = [group('families'), group('newcomers')];
  const merged = intelligence.mergeGroups(tenantId, [first.id, second.id], 'Alle');
  const part = second.evidence.slice(0, 2);
  const { created } = intelligence.splitGroup(tenantId, merged.id, {
    ...{ name: 'Integrationskurs', evidence: part, personaIds: [] },
  });
  add('Ankommen', newsOfArrival);
  for (const again of [await repeat(), await repeat()]) {
    const rest = group('families', again);
    for (const id of part) expect(rest.evidence).not.toContain(id);
    expect(rest.size.sentences).toBe(rest.evidence.length);
    expect(quotes(rest.evidence).join('\n')).toContain('einen Lotsen');
    expect(again.groups.find((one) => one.id === created.id)?.evidence).toEqual(part);
    expect(again.groups.map(({ key }) => key)).not.toContain('newcomers');
  }
});

it('a part merged with a third group takes in that group only', async () => {
  const { intelligence, tenantId, group, repeat } = await analysed();
  const [first, second, third] = [group('families'), group('newcomers'), group('job-seekers')];
  const merged = intelligence.mergeGroups(tenantId, [first.id, second.id], undefined);
  const part = first.evidence.slice(0, 2);
  const { created } = intelligence.splitGroup(tenantId, merged.id, {
    ...{ name: 'Eltern', evidence: part, personaIds: [] },
  });
  intelligence.mergeGroups(tenantId, [created.id, third.id], 'Eltern auf Arbeitssuche');
  await repeat();
  const again = await repeat();
  const own = again.groups.find((one) => one.id === created.id);
  expect(own).toMatchObject({ name: 'Eltern auf Arbeitssuche', origin: 'person', vanished: false });
  expect([...(own?.evidence ?? [])].sort()).toEqual([...part, ...third.evidence].sort());
  const keys = again.groups.map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining([created.key, 'families']));
  for (const gone of ['newcomers', 'job-seekers']) expect(keys).not.toContain(gone);
  const families = again.groups.find((one) => one.id === first.id);
  for (const one of part) expect(families?.evidence).not.toContain(one);
});

it('a part keeps its own statements when another group goes into it, and outlives that group', async () => {
  const { intelligence, tenantId, group, repeat, add, documents } = await analysed();
  const families = group('families');
  const evidence = [...new Set(families.needs.slice(0, 2).flatMap((need) => need.evidence))];
  const { created } = intelligence.splitGroup(tenantId, families.id, {
    ...{ name: 'Mit Kind', evidence, personaIds: [] },
  });
  expect(created.needs.length).toBeGreaterThan(0);
  const merged = intelligence.mergeGroups(tenantId, [created.id, group('newcomers').id], undefined);
  const texts = (needs: readonly { text: string }[]) => needs.map(({ text }) => text).sort();
  const again = (await repeat()).groups.find((one) => one.id === created.id);
  expect(texts(again?.needs ?? [])).toEqual(texts(merged.needs));
  add('Neu', 'Neu\nDas Amt ist am Montag geschlossen.', { documentId: documents.newcomers.id });
  const left = (await repeat()).groups.find((one) => one.id === created.id);
  expect(left).toMatchObject({ name: 'Mit Kind', origin: 'person' });
  for (const id of created.evidence) expect(left?.evidence).toContain(id);
});

it('a person somebody has confirmed stays when the sources no longer speak of its group', async () => {
  const { intelligence, tenantId, persona, repeat, add, documents } = await analysed();
  const { id } = persona('newcomers');
  const locked = intelligence.lockPersona(tenantId, id, true);
  add('Neu', 'Neu\nDas Amt ist am Montag geschlossen.', { documentId: documents.newcomers.id });
  const again = await repeat();
  expect(again.groups.find((one) => one.key === 'newcomers')?.vanished).toBe(true);
  expect(again.personas.find((one) => one.id === id)).toMatchObject({
    ...{ name: locked.name, goals: locked.goals, locked: true },
  });
});

it('a removed group does not come back under the name of another of its signals', async () => {
  const room = setUp();
  const both = (count: number, more: string) =>
    Array.from({ length: count }, (_, at) => `Arbeitsuchende Studierende ${at} finden hier Rat.`).join('\n') +
    more;
  const { id: documentId } = room.add('Beratung', both(6, '\nArbeitsuchende melden sich.'));
  const { id } = room.create();
  const view = await room.analyse(id);
  const [group] = view.groups;
  expect(group).toMatchObject({ key: 'job-seekers' });
  expect(group?.signalKeys).toContain('students');
  room.intelligence.removeGroup(room.tenantId, group?.id ?? '');
  const news = Array.from({ length: 3 }, (_, at) => `\nStudierende ${at} melden sich für das Semester an.`);
  room.add('Beratung', both(6, news.join('')), { documentId });
  const again = await room.analyse(id, { repeat: true });
  expect(again.groups).toEqual([]);
  expect(again.personas).toEqual([]);
});

it('agents of a removed person are not offered until it is brought back', async () => {
  const { intelligence, agents, tenantId, id, persona, view, announced } = await analysed();
  const { id: personaId, groupId } = persona('families');
  const agent = view.agents.find((one) => one.personaId === personaId);
  if (agent === undefined) throw new Error('an agent expected');
  agents.publish(tenantId, agent.id, true);
  const offered = () => agents.list(tenantId, { analysisId: null, published: true }).map((one) => one.id);
  expect(offered()).toEqual([agent.id]);
  announced.length = 0;
  intelligence.removeGroup(tenantId, groupId);
  expect(announced).toContain('agents');
  expect(offered()).toEqual([]);
  expect(agents.findPublished(tenantId, agent.id)).toBeNull();
  expect(agents.get(tenantId, agent.id).published).toBe(false);
  expect(() => agents.publish(tenantId, agent.id, true)).toThrow('agents.PERSONA_REMOVED');
  const { removed } = intelligence.get(tenantId, id);
  intelligence.restore(tenantId, removed[0]?.historyId ?? '');
  expect(offered()).toEqual([agent.id]);
  expect(agents.findPublished(tenantId, agent.id)?.id).toBe(agent.id);
});

it('agents of people who are found no longer go, but for those a person has made theirs', async () => {
  const { agents, tenantId, id, persona, repeat, add, documents } = await analysed();
  const gone = persona('job-seekers').id;
  const own = agents.list(tenantId, { analysisId: id, published: null });
  const [published, plain] = own.filter(({ personaId }) => personaId === gone);
  if (published === undefined || plain === undefined) throw new Error('two agents expected');
  agents.publish(tenantId, published.id, true);
  add('Arbeit', 'Arbeit\nDas Amt ist am Montag geschlossen.', { documentId: documents['job-seekers'].id });
  await repeat();
  const left = agents.list(tenantId, { analysisId: id, published: null });
  expect(left.filter(({ personaId }) => personaId === null).map((one) => one.id)).toEqual([published.id]);
  expect(left).toHaveLength(own.length - own.filter(({ personaId }) => personaId === gone).length + 1);
});
