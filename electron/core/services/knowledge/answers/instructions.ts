/**
 * Recognises sentences in documents that talk to a language model instead of a reader (“Ignore all previous instructions …”).
 * They are neither quoted as answers nor shown to a model. This is the outer of three fences: the model is told that
 * sources are data, and what it writes is checked against them.
 */

const verbs =
  'ignor\\p{L}*|disregard\\p{L}*|forget\\p{L}*|overrid\\p{L}*|bypass\\p{L}*|vergiss|vergessen|missachte\\p{L}*|überschreib\\p{L}*|umgeh\\p{L}*|yoksay|yok\\s+say|görmezden|unut\\p{L}*';
const objects =
  'instruction\\p{L}*|prompt\\p{L}*|rule\\p{L}*|direction\\p{L}*|guideline\\p{L}*|context|anweisung\\p{L}*|instruktion\\p{L}*|vorgabe\\p{L}*|regel\\p{L}*|befehl\\p{L}*|talimat\\p{L}*|yönerge\\p{L}*|kural\\p{L}*|komut\\p{L}*';
const model =
  'system\\s?prompt|language model|sprachmodell|dil modeli|chatbot|\\bassistant\\b|\\bLLM\\b|\\bGPT\\b|\\bKI\\b|\\bAI\\b|yapay zek\\p{L}*';
const orders =
  'just (?:say|print|output|write|reply|respond|answer)|(?:sage|schreibe|antworte|gib)\\s+(?:nur|einfach|stattdessen)|(?:sadece|yalnızca)\\s.{0,40}(?:yaz|söyle|de)\\b';

const patterns = [
  new RegExp(`(?:${verbs}).{0,60}(?:${objects})`, 'iu'),
  new RegExp(`(?:${objects}).{0,60}(?:${verbs})`, 'iu'),
  new RegExp(`(?:${orders}).{0,80}["'„“»]`, 'iu'),
  new RegExp(
    `(?:you are now|act as|pretend to be|du bist (?:jetzt|nun|ab sofort)|ab jetzt bist du|artık sen).{0,80}(?:${model})`,
    'iu',
  ),
  new RegExp(
    `(?:reveal|repeat|print|output|verrate|wiederhole|nenne|gib).{0,40}(?:${objects}).{0,40}(?:${model}|above|oben)`,
    'iu',
  ),
  /<\|(?:im_start|im_end|system|user|assistant|endoftext)\|?>|\[\/?INST\]|<<\/?SYS>>|^\s*(?:system|assistant)\s*:/iu,
];

export const isInstruction = (text: string): boolean => {
  // Zero-width and soft characters inside words hide them from patterns, not from models.
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\u00ad]/gu, '')
    .replaceAll(/\s+/g, ' ');
  return patterns.some((pattern) => pattern.test(plain));
};
