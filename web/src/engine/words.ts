// SPDX-License-Identifier: MIT
//
// Words of copy that consumer law and `check` look at, by language: generic environmental claims,
// pressure, refusals that shame, announcements of a lowest price, and words that make a percentage
// a reduction. Each list is short and certain: what only might be meant so is not reported. A
// sheet's copy may be in another language than its locale says, so every list is asked.
// The laws: Directive (EU) 2024/825 (green), Directive 2005/29/EC annex I no. 7 and UK DMCC Act
// 2024 sch. 20 (pressure), art. 5 and 8 of the former (shame), Directive 98/6/EC art. 6a (price).

type Language = 'de' | 'en' | 'es' | 'fr' | 'it' | 'nl' | 'pl' | 'pt' | 'sv';
type Words = Readonly<Record<Language, readonly string[]>>;

const GREEN: Words = {
  en: [
    'eco-friendly',
    'environmentally friendly',
    'climate neutral',
    'carbon neutral',
    'good for the planet',
    'climate friendly',
    'nature’s friend',
    'green choice',
  ],
  de: [
    'umweltfreundlich',
    'klimaneutral',
    'CO2-neutral',
    'gut für die Umwelt',
    'ökologisch einwandfrei',
    'klimafreundlich',
    'umweltschonend',
  ],
  fr: [
    'écologique',
    'respectueux de l’environnement',
    'neutre en carbone',
    'bon pour la planète',
    'respectueuse de l’environnement',
  ],
  es: ['ecológico', 'respetuoso con el medio ambiente', 'neutro en carbono', 'bueno para el planeta'],
  it: ['ecologico', 'rispettoso dell’ambiente', 'a impatto zero', 'carbon neutral', 'amico dell’ambiente'],
  nl: ['milieuvriendelijk', 'klimaatneutraal', 'CO2-neutraal', 'goed voor het milieu'],
  pl: ['ekologiczny', 'przyjazny dla środowiska', 'neutralny dla klimatu'],
  pt: ['ecológico', 'amigo do ambiente', 'neutro em carbono'],
  sv: ['miljövänlig', 'klimatneutral', 'bra för miljön', 'klimatsmart'],
};

const PRESSURE: Words = {
  en: [
    'only \\d+ left',
    'last chance',
    'hurry',
    'selling fast',
    'almost gone',
    '\\d+ (?:people|others|shoppers) (?:are )?(?:looking|viewing|watching)',
    'price (?:goes|will go) up',
    'act now',
    'today only',
    'limited time',
  ],
  de: [
    'nur noch \\d+',
    'letzte Chance',
    'beeil',
    'fast ausverkauft',
    '\\d+ (?:Personen|andere) sehen',
    'Preis steigt',
    'nur heute',
    'jetzt oder nie',
  ],
  fr: [
    'plus que \\d+',
    'dernière chance',
    'dépêchez',
    'bientôt épuisé',
    '\\d+ personnes regardent',
    'le prix augmente',
    'aujourd.hui seulement',
  ],
  es: [
    's[oó]lo quedan? \\d+',
    'última oportunidad',
    'date prisa',
    'casi agotado',
    '\\d+ personas (?:est[aá]n )?(?:viendo|mirando)',
    's[oó]lo hoy',
  ],
  it: [
    'solo \\d+ rimast',
    'ultima occasione',
    'affrettat',
    'quasi esaurit',
    '\\d+ persone (?:stanno )?guardando',
    'solo oggi',
  ],
  nl: ['nog maar \\d+', 'laatste kans', 'bijna uitverkocht', '\\d+ mensen bekijken', 'alleen vandaag'],
  pl: ['zostało tylko \\d+', 'ostatnia szansa', 'pospiesz się', 'prawie wyprzedane', 'tylko dziś'],
  pt: ['s[oó] restam? \\d+', 'última oportunidade', 'últimas unidades', 'apresse-se', 's[oó] hoje'],
  sv: ['bara \\d+ kvar', 'sista chansen', 'skynda', 'nästan slutsåld', 'endast i dag'],
};

const SHAME: Words = {
  en: [
    'i (?:hate|like wasting|love wasting|prefer to pay|like paying|don.t (?:want|like|care|need) (?:to )?(?:save|saving|protect|money|deals?|discounts?))',
    'pay(?:ing)? (?:the )?full price',
    'i.ll (?:risk|pay more)',
    'miss out',
  ],
  de: [
    'ich (?:will|möchte|mag) (?:nicht|kein\\w*|lieber) .*(?:spar|schutz|zahl|rabatt)',
    'voll\\w* preis',
    'ich riskiere',
    'ich verschwende',
  ],
  fr: ['je (?:préfère|veux) (?:payer|risquer|gaspiller)', 'je ne veux pas (?:économiser|protéger)', 'plein tarif'],
  es: ['prefiero (?:pagar|arriesgar)', 'no quiero (?:ahorrar|proteger)', 'precio completo'],
  it: ['preferisco (?:pagare|rischiare)', 'non voglio (?:risparmiare|proteggere)', 'prezzo pieno'],
  nl: ['ik betaal liever', 'ik wil niet (?:besparen|beschermen)', 'volle prijs'],
  pl: ['wolę (?:zapłacić|ryzykować)', 'nie chcę (?:oszczędzać|chronić)', 'pełna cena'],
  pt: ['prefiro (?:pagar|arriscar)', 'não quero (?:poupar|economizar|proteger)', 'preço cheio'],
  sv: ['jag (?:betalar hellre|vill inte (?:spara|skydda))', 'fullt pris'],
};

const LOWEST: Words = {
  en: [
    'lowest price',
    'best price ever',
    'never (?:been )?cheaper',
    '\\d+ ?% (?:off|cheaper)',
    'save \\d+ ?%',
    'half price',
  ],
  de: [
    'tiefstpreis',
    'niedrigster preis',
    'bestpreis',
    'nie günstiger',
    '\\d+ ?% (?:rabatt|günstiger|sparen|reduziert)',
    'zum halben preis',
  ],
  fr: ['prix le plus bas', 'meilleur prix', '\\d+ ?% de (?:réduction|remise)', 'à moitié prix'],
  es: ['precio más bajo', 'mejor precio', '\\d+ ?% de descuento', 'a mitad de precio'],
  it: ['prezzo più basso', 'miglior prezzo', '\\d+ ?% di sconto', 'a metà prezzo'],
  nl: ['laagste prijs', 'beste prijs', '\\d+ ?% korting', 'halve prijs'],
  pl: ['najniższa cena', '\\d+ ?% (?:taniej|zniżki|rabatu)', 'za pół ceny'],
  pt: ['preço mais baixo', 'melhor preço', '\\d+ ?% de desconto', 'metade do preço'],
  sv: ['lägsta pris', 'bästa pris', '\\d+ ?% rabatt', 'halva priset'],
};

/** Beside a percentage, these make it a reduction. */
const REDUCTION: Words & { others: readonly string[] } = {
  en: ['off\\b', 'discount', 'save\\b', 'saving', 'cheaper', 'sale\\b', 'price cut'],
  de: ['\\p{L}*rabatt', 'günstiger', 'billiger', 'sparen?\\b', '\\p{L}*nachlass', 'gespart'],
  fr: ['réduction', 'remise', 'moins cher', 'économi', 'rabais', 'soldes'],
  es: ['descuento', 'ahorr', 'rebaja', 'más barat', 'dto\\b'],
  it: ['scont', 'risparmi', 'ribass'],
  nl: ['\\p{L}*korting', 'bespaar', 'goedkoper', 'afgeprijsd'],
  pl: ['zniżk', 'rabat', 'taniej', 'oszczęd', 'przecen'],
  pt: ['desconto', 'poup', 'economiz', 'mais barat'],
  sv: ['\\p{L}*rabatt', 'billigare', 'sparen?\\b', 'rea\\b'],
  others: ['indirim', '割引', '引き', 'オフ', '할인', '折扣', '优惠', '優惠', 'خصم', 'تخفيض', 'הנחה'],
};

/** What kind of claim a list of words is. */
export type Claim = 'green' | 'pressure' | 'shame' | 'lowest';

const escaped = (words: Readonly<Record<string, readonly string[]>>): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${Object.values(words).flat().join('|').replaceAll('’', "['’]")})`, 'iu');

const patterns: Readonly<Record<Claim, RegExp>> = {
  green: escaped(GREEN),
  pressure: escaped(PRESSURE),
  shame: escaped(SHAME),
  lowest: escaped(LOWEST),
};

const reduction = escaped(REDUCTION);
const PERCENTAGE =
  /(?<sign>[-−–]\s?)?(?:(?<led>[%٪％])\s?)?(?<number>[\p{Nd}]+(?:[.,٫]\p{Nd}{1,2})?)(?<after>\s?[%٪％﹪])?/gu;

/**
 * The percentages of a text that promise a reduction, as the text writes them: led by a minus, alone in the text, or
 * with a word for it in the same clause ("blocks 99 % of UV" promises none).
 */
export function promisedReductions(text: string): string[] {
  return text.split(/(?<!\p{Nd})[.,;!?\n]|[.,;!?](?!\p{Nd})|[—|·]/u).flatMap(clause => {
    const found = [...clause.matchAll(PERCENTAGE)].filter(({ groups }) => groups?.['led'] ?? groups?.['after']);
    return found
      .filter(
        ({ 0: whole, groups }) =>
          groups?.['sign'] !== undefined || !/\p{L}/u.test(text.replace(whole, '')) || reduction.test(clause),
      )
      .map(({ groups }) => groups?.['number'] ?? '');
  });
}

/** The words of such a claim in a text; null where it makes none. */
export const claimIn = (claim: Claim, text: string): string | null => patterns[claim].exec(text)?.[0] ?? null;
