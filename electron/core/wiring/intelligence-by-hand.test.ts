/** What people do by hand must outlast a repeat, be taken back whole, and never borrow evidence it does not have. */
import { describe, expect, it } from 'vitest';
import { arrival, family, setUp, work } from './intelligence-room.ts';

const signal = new AbortController().signal;

const analysed = async (model?: () => string) => {
  const room = setUp(model);
  room.add('Kita', family);
  room.add('Arbeit', work);
  room.add('Neu', arrival);
  const { id } = room.create();
  const view = await room.analyse(id);
  const group = (key: string) => {
    const found = view.groups.find((one) => one.key === key);
    if (found === undefined) throw new Error(`a group ${key} expected`);
    return found;
  };
  return { ...room, id, view, group };
};

describe('what is written by hand', () => {
  it('is an assumption unless a stored sentence is attached, and stays as it is over a repeat', async () => {
    const { intelligence, tenantId, id, group, analyse } = await analysed();
    const [sentence = ''] = group('families').evidence;
    const added = intelligence.addGroup(tenantId, id, {
      name: 'Großeltern',
      description: '',
      evidence: [sentence, 'e000000000000000'],
      needs: [
        { text: 'Enkel betreuen', evidence: [sentence] },
        { text: 'Zeit haben', evidence: ['e000000000000000'] },
      ],
      barriers: [],
    });
    expect(added).toMatchObject({ locked: true, origin: 'person', size: { sentences: 1, documents: 1 } });
    expect(added.needs.map(({ basis, origin }) => [basis, origin])).toEqual([
      ['evidence', 'person'],
      ['assumption', 'person'],
    ]);
    const own = { goals: [{ text: 'Einen Platz in der Nähe', evidence: [] }], painPoints: [], questions: [] };
    const persona = intelligence.addPersona(tenantId, added.id, {
      ...own,
      headline: 'Holt die Enkel ab',
      fromGroup: true,
    });
    expect(persona.goals.map(({ text }) => text)).toEqual([
      'Einen Platz in der Nähe',
      'Enkel betreuen',
      'Zeit haben',
    ]);
    const alone = intelligence.addPersona(tenantId, added.id, { ...own, headline: '', fromGroup: false });
    expect(alone.goals.map(({ basis }) => basis)).toEqual(['assumption']);
    const again = await analyse(id, { repeat: true, seed: 3 });
    expect(again.groups.find((one) => one.id === added.id)).toEqual(added);
    expect(again.personas.find((one) => one.id === persona.id)).toEqual(persona);
    expect(intelligence.evidence(tenantId, id, [sentence])).toHaveLength(1);
  });

  it('and taken away stays away, until it is brought back with all that went with it', async () => {
    const { intelligence, tenantId, id, group, view, analyse } = await analysed();
    const families = group('families');
    const members = view.personas.filter((one) => one.groupId === families.id);
    intelligence.removeGroup(tenantId, families.id);
    const again = await analyse(id, { repeat: true });
    expect(again.groups.map(({ key }) => key)).not.toContain('families');
    expect(again.removed.map(({ kind, name }) => [kind, name])).toEqual([['group', families.name]]);
    intelligence.restore(tenantId, again.removed[0]?.historyId ?? '');
    const back = intelligence.get(tenantId, id);
    expect(back.removed).toEqual([]);
    expect(back.personas.filter((one) => one.groupId === families.id).map((one) => one.id)).toEqual(
      members.map((one) => one.id),
    );
    const [persona] = members;
    intelligence.removePersona(tenantId, persona?.id ?? '');
    const without = await analyse(id, { repeat: true });
    expect(without.personas.map((one) => one.id)).not.toContain(persona?.id);
    expect(without.removed).toMatchObject([{ kind: 'persona', name: persona?.name }]);
  });

  it('a statement that was deleted does not come back with a repeat', async () => {
    const { intelligence, tenantId, id, group, analyse } = await analysed();
    const { id: groupId, needs } = group('families');
    const [gone, ...left] = needs;
    expect(left.length).toBeGreaterThan(0);
    intelligence.updateGroup(tenantId, groupId, { needs: left });
    const again = await analyse(id, { repeat: true });
    const now = again.groups.find((one) => one.id === groupId)?.needs.map((one) => one.id);
    expect(now).toEqual(left.map((one) => one.id));
    expect(now).not.toContain(gone?.id);
  });
});

it('what a person adds without a source lowers the coverage at once, as it stands in the dossier', async () => {
  const { intelligence, tenantId, id, group, view } = await analysed();
  const families = group('families');
  const [need] = families.needs;
  if (need === undefined) throw new Error('a family without needs');
  const own = { ...need, id: 'own', text: 'Ein Spielplatz in der Nähe', basis: 'assumption' as const };
  intelligence.updateGroup(tenantId, families.id, {
    needs: [...families.needs, { ...own, evidence: [], origin: 'person' }],
  });
  const before = view.analysis.coverage;
  expect(intelligence.get(tenantId, id).analysis.coverage).toMatchObject({
    traits: before.traits + 1,
    evidenced: before.evidenced,
    assumptions: before.assumptions + 1,
  });
  intelligence.removeGroup(tenantId, families.id);
  expect(intelligence.get(tenantId, id).analysis.coverage.traits).toBeLessThan(before.traits);
});

describe('groups', () => {
  it('keep what came from another group over a repeat, and part again with everybody they had', async () => {
    const { intelligence, tenantId, id, group, view, analyse } = await analysed();
    const [first, second] = [group('families'), group('newcomers')];
    const home = (groupId: string, personas = view.personas) =>
      personas.filter((one) => one.groupId === groupId).map((one) => one.id);
    const merged = intelligence.mergeGroups(tenantId, [first.id, second.id], 'Ankommen mit Kindern');
    expect(new Set(merged.needs.map((one) => one.id)).size).toBe(merged.needs.length);
    const again = await analyse(id, { repeat: true });
    const kept = again.groups.find((one) => one.id === first.id);
    expect(kept?.needs.map(({ text }) => text).sort()).toEqual(merged.needs.map(({ text }) => text).sort());
    expect(again.groups.map((one) => one.id)).not.toContain(second.id);
    expect(again.removed).toEqual([]);
    const entry = intelligence.history(tenantId, first.id).find(({ action }) => action === 'merged');
    intelligence.restore(tenantId, entry?.id ?? '');
    const back = intelligence.get(tenantId, id);
    expect(back.groups.find((one) => one.id === first.id)?.name).toBe(first.name);
    expect(home(first.id, back.personas)).toEqual(home(first.id));
    expect(home(second.id, back.personas)).toEqual(home(second.id));
    // Taken back, the group is renewed by a repeat like one that nobody has touched.
    const renewed = await analyse(id, { repeat: true });
    expect(renewed.groups.find((one) => one.id === first.id)).toMatchObject({ evidence: first.evidence });
  });

  it('split with the personas that were chosen, and a repeat does not bring the parts together', async () => {
    const { intelligence, tenantId, id, group, view, analyse } = await analysed();
    const families = group('families');
    const [persona] = view.personas.filter((one) => one.groupId === families.id);
    const { kept, created } = intelligence.splitGroup(tenantId, families.id, {
      name: 'Alleinerziehende',
      evidence: families.evidence.slice(0, 2),
      personaIds: [persona?.id ?? ''],
    });
    expect(kept.size.sentences + created.size.sentences).toBe(families.size.sentences);
    const moved = created.needs.map((one) => one.id);
    const again = await analyse(id, { repeat: true });
    const rest = again.groups.find((one) => one.id === families.id);
    expect(rest?.evidence).toEqual(kept.evidence);
    for (const one of moved) expect(rest?.needs.map((need) => need.id)).not.toContain(one);
    expect(again.personas.find((one) => one.id === persona?.id)?.groupId).toBe(created.id);
    const [entry] = intelligence.history(tenantId, created.id);
    intelligence.restore(tenantId, entry?.id ?? '');
    const back = intelligence.get(tenantId, id);
    expect(back.groups.map((one) => one.id)).not.toContain(created.id);
    expect(back.groups.find((one) => one.id === families.id)?.evidence).toEqual(families.evidence);
    expect(back.personas.find((one) => one.id === persona?.id)?.groupId).toBe(families.id);
  });

  it('that are confirmed are not rewritten by taking an older step back', async () => {
    const { intelligence, tenantId, group } = await analysed();
    const { id: groupId } = group('families');
    intelligence.updateGroup(tenantId, groupId, { name: 'Junge Familien' });
    const [entry] = intelligence.history(tenantId, groupId);
    intelligence.lockGroup(tenantId, groupId, true);
    expect(() => intelligence.restore(tenantId, entry?.id ?? '')).toThrow('intelligence.LOCKED');
  });
});

describe('a persona that speaks', () => {
  const personaOf = ({ view, group }: Awaited<ReturnType<typeof analysed>>, key: string) => {
    const found = view.personas.find((one) => one.groupId === group(key).id);
    if (found === undefined) throw new Error('a persona expected');
    return found;
  };

  it('answers what it is asked from its own statements, and does not know the rest', async () => {
    const room = await analysed();
    const { intelligence, tenantId } = room;
    const persona = personaOf(room, 'families');
    const ask = (text: string) =>
      intelligence.rehearse(
        tenantId,
        persona.id,
        { turns: [{ role: 'person', text }], modelId: null },
        signal,
      );
    const goals = await ask('Was ist Ihnen wichtig?');
    expect(goals.sentences.flatMap(({ traits }) => traits.map(({ field }) => field))).toEqual(
      expect.arrayContaining(['goals']),
    );
    const known = new Set(persona.goals.map((one) => one.id));
    for (const { traits } of goals.sentences)
      for (const { field, id } of traits) if (field === 'goals') expect(known).toContain(id);
    expect(goals.evidence.length).toBeGreaterThan(0);
    const unknown = await ask('Welche Farbe hat das Weltall?');
    expect(unknown).toMatchObject({ basis: 'assumption', evidence: [], modelId: null });
    expect(unknown.sentences.every(({ traits }) => traits.length === 0)).toBe(true);
    const hello = await intelligence.rehearse(tenantId, persona.id, { turns: [], modelId: null }, signal);
    expect(hello.text).toContain(persona.name);
  });

  it('told something, goes on with its own questions until none is left', async () => {
    const room = await analysed();
    const { intelligence, tenantId } = room;
    const persona = personaOf(room, 'newcomers');
    const turns: { role: 'person' | 'persona'; text: string }[] = [];
    const said: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      turns.push({ role: 'person', text: 'Das haben wir notiert.' });
      const { text } = await intelligence.rehearse(tenantId, persona.id, { turns, modelId: null }, signal);
      turns.push({ role: 'persona', text });
      if (said.includes(text)) break;
      said.push(text);
    }
    for (const { text } of persona.questions) expect(said.join(' ')).toContain(text);
    expect(new Set(said).size).toBe(said.length);
  });

  it('in a model’s words keeps evidence only where a statement says the same', async () => {
    let answer = '';
    const room = await analysed(() => answer);
    const { intelligence, tenantId } = room;
    const persona = personaOf(room, 'families');
    const [goal] = persona.goals;
    const number = `T${persona.situation.length + 1}`;
    answer = JSON.stringify({
      sentences: [
        { text: `Wichtig ist mir: ${goal?.text}`, statements: [number, 'T99'] },
        { text: 'Ich fliege im Winter nach Australien.', statements: ['T1'] },
      ],
    });
    const talk = { turns: [{ role: 'person' as const, text: 'Wer sind Sie?' }], modelId: 'played' };
    const spoken = await intelligence.rehearse(tenantId, persona.id, talk, signal);
    expect(spoken.modelId).toBe('played');
    expect(spoken.sentences.map(({ basis }) => basis)).toEqual(['evidence', 'assumption']);
    answer = 'no JSON at all';
    expect(await intelligence.rehearse(tenantId, persona.id, talk, signal)).toMatchObject({ modelId: null });
  });
});

describe('an agent changed by hand', () => {
  it('keeps the change over a repeat, gives up its passport, and can go back', async () => {
    const { agents, tenantId, id, view, analyse } = await analysed();
    const [agent] = view.agents;
    if (agent === undefined) throw new Error('an agent expected');
    await agents.test(tenantId, agent.id).done;
    expect(agents.get(tenantId, agent.id).passport).not.toBeNull();
    agents.update(tenantId, agent.id, { name: 'Kita-Lotse', instructions: 'Bleiben Sie kurz.' });
    expect(agents.get(tenantId, agent.id).passport).toBeNull();
    const again = await analyse(id, { repeat: true });
    expect(again.agents.find((one) => one.id === agent.id)).toMatchObject({
      name: 'Kita-Lotse',
      instructions: 'Bleiben Sie kurz.',
      role: agent.role,
    });
    const [entry] = agents.history(tenantId, agent.id);
    expect(entry).toMatchObject({ action: 'edited' });
    agents.restore(tenantId, entry?.id ?? '');
    expect(agents.get(tenantId, agent.id).name).toBe(agent.name);
    agents.update(tenantId, agent.id, { locked: true });
    expect(() => agents.update(tenantId, agent.id, { name: 'x' })).toThrow('intelligence.LOCKED');
    expect(() => agents.restore(tenantId, entry?.id ?? '')).toThrow('intelligence.LOCKED');
    expect(agents.history(tenantId, agent.id).map(({ action }) => action)).toEqual([
      'locked',
      'restored',
      'edited',
    ]);
  });
});
