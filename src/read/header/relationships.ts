import { isNothing, splitList, unquoted } from './lists.js';

export interface RelationshipsReading {
  readonly relationships: readonly string[];
  /** True when words of the value are in none of them: cheers, for the most part. */
  readonly leavesWords: boolean;
}

const CONNECTOR = /\s+[xX×✕]\s+|\s?\/\s?|\s\+\s|(?<=\S)[×✕](?=\S)/u;
const CHEER =
  /(?:\s+(?:all the way|for ?ever|4 ?ever|ftw|rules?|rocks?|otp|for the win|always|of course|<3+|yay|woo+|\^_+\^))+[\s!.~*<3]*$/iu;

/** Pairings by `x`, `/`, `×`, `+` or `&` as `A/B`; cheers in capitals or of the usual words are left out. */
export function readRelationships(value: string, label: string): RelationshipsReading {
  if (isNothing(value)) return { relationships: [], leavesWords: true };
  const readings = splitList(value)
    .flatMap(splitJoinedPairs)
    .map((item) => readPairing(item, /^relation/iu.test(label)));
  return {
    relationships: readings.map((one) => one.pairing).filter(Boolean),
    leavesWords: readings.some((one) => one.isCheered),
  };
}

/** `A/B and C/D` are two; `Ann and Ben` is one. */
function splitJoinedPairs(item: string): readonly string[] {
  const parts = item.split(/\s+(?:and|und|et|y)\s+/u);
  return parts.length > 1 && parts.every((part) => CONNECTOR.test(part)) ? parts : [item];
}

/** `&` means friendship where archives speak of relationships, and love where authors speak of pairings. */
function readPairing(item: string, keepsAmpersand: boolean): { readonly pairing: string; readonly isCheered: boolean } {
  const plain = unquoted(item);
  const calm = withoutCheer(plain);
  const isCheered = calm !== plain.replace(/[\s!.~]+$/u, '');
  const members = calm
    .split(CONNECTOR)
    .map((member) => member.trim())
    .filter(Boolean);
  if (members.length > 1) return { pairing: members.join('/'), isCheered };
  const joined = keepsAmpersand ? [calm] : calm.split(/\s?&\s?|\s+(?:and|und|et|y)\s+/u);
  return { pairing: joined.length === 2 ? joined.join('/') : calm, isCheered };
}

/** The pairing without what is shouted after it: `Ann x Ben THEY RULE!` → `Ann x Ben`. */
function withoutCheer(item: string): string {
  const calm = item.replace(CHEER, '').replace(/[\s!~]+$/u, '');
  const words = calm.split(/\s+/u);
  const lastCalm = words.findLastIndex((word) => !/^\p{Lu}{2,}[!~]*$/u.test(word));
  const head = words.slice(0, lastCalm + 1).join(' ');
  const isShouted = words.length - lastCalm > 2 && CONNECTOR.test(head) && !/[x×/+]$/iu.test(head);
  return isShouted ? head : calm;
}
