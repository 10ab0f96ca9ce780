/** Sentences that speak to a language model instead of a reader. They are never evidence and never reach a prompt. Pure. */

const commands: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|any)\b.{0,40}\b(?:instruction|prompt|rule|direction|guideline|context)/iu,
  /\b(?:ignorier|vergiss|missachte|überschreib)\w*\b.{0,40}\b(?:vorherig|bisherig|obig|alle|deine|ihre|sämtlich)\w*\b.{0,40}\b(?:anweisung|instruktion|regel|vorgabe|befehl)/iu,
  /(?:önceki|yukarıdaki|tüm)\s.{0,30}(?:talimat|kural|komut)\S*\s.{0,30}(?:yok say|unut|görmezden gel|dikkate alma)/iu,
  /\b(?:system prompt|systemprompt|developer mode|jailbreak|do anything now|prompt injection)\b/iu,
  /\b(?:you are|du bist|act as|pretend to be|sen artık)\b.{0,20}\b(?:now|jetzt|ab sofort|an? (?:unrestricted|ai|evil)|bir yapay)\b.{0,60}\b(?:ai|assistant|assistent|model|dan|bot|asistan)\b/iu,
  /\b(?:reveal|print|output|repeat|verrate|gib)\b.{0,40}\b(?:system|secret|hidden|your|geheim|deine)\w*\b.{0,20}\b(?:prompt|instruction|anweisung|key|password|passwort)/iu,
  /<\/?(?:system|assistant|user|im_start|im_end)\b|\[\/?INST\]|<\|[a-z_]+\|>/iu,
];

export const commandsAModel = (sentence: string): boolean => commands.some((one) => one.test(sentence));
