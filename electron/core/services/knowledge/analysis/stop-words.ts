/**
 * Words too common to find anything by, per language: articles, pronouns, prepositions, auxiliaries and question words.
 * Lower case, unfolded. Negations and quantities stay searchable. Also votes in language detection.
 */
import type { Language } from './languages.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

export const stopWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  de: words(`
    der die das den dem des ein eine einen einem einer eines und oder aber auch als am an auf aus bei beim bin bist bis
    da dabei damit dann daran darauf daraus darf darfst dass dazu deren dessen dich dir doch dort du durch er es etwas euch
    euer eure für gegen gibt hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im
    in ins ist ja jede jedem jeden jeder jedes kann kannst können könnte könnten man manche mein meine meinem meinen meiner
    meines mich mir mit muss musst müssen nach noch nun nur ob ohne sehr sein seine seinem seinen seiner seines seit sich sie
    sind so sobald soll sollen sollte sollten sondern sowie über um uns unser unsere unter vom von vor wann war waren warum
    was weil welche welchem welchen welcher welches wem wen wenn wer werde werden wessen wie wieder will wir wird wo wobei
    wofür woher wohin womit worin worum wurde wurden zu zum zur zwischen dein deine deinem deinen deiner dieser diese dieses
    diesem diesen jene jener möchte möchten möchtest solche würde würden wäre worden
  `),
  en: words(`
    a about after all also am an and any are as at be because been before being between both but by can could did do does
    doing during each for from further had has have having he her here hers him his how i if in into is it its itself just
    may me might more most must my of off on once only or other our ours out over own shall she should so some such than
    that the their theirs them then there these they this those through to too under until up upon us very was we were what
    when where which while who whom whose why will with would you your yours
  `),
  tr: words(`
    acaba ama ancak arada artık aslında ayrıca bana bazı belki ben benim beri bile bir biri birçok biz bize bizim böyle bu
    buna bunda bundan bunlar bunu bunun burada çok çünkü da daha de defa değil diğer diye dolayı eden ederek edilen en fakat
    gibi göre hangi hangisi hem hep her herhangi herkes hiç için ile ilgili ise işte kadar karşın kendi kez ki kim kime kimi
    kimin mi mı mu mü nasıl ne neden nedir nerede nereden nereye niçin niye o olan olarak oldu olduğu olduğunu olmak olması
    olsa olup olur on ona onlar onu onun orada oysa öyle pek sadece sanki şey siz size sizin sonra şu tarafından üzere var ve
    veya ya yani yerine yine yok zaten
  `),
};
