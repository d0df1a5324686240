// SPDX-License-Identifier: MIT
//
// What stands beside paid protection where the law has the shopper say no to it, or cancel it later, at no cost (United
// Kingdom: Supply of Extended Warranties on Domestic Electrical Goods Order 2005): that it may be left, and in how many
// days cover for more than a year can be cancelled. Price and length stand on the card anyway, the rest behind the link
// of the consent. In words of our own, in the languages of laws; loaded where a sheet offers protection.

/** `left`: that it may be left. `cancelled`: in how many days (#) it can be cancelled. */
interface Words {
  left: string;
  cancelled: string;
}

const en: Words = {
  left: 'Optional: cover may be had elsewhere, perhaps through household insurance, and the rights the law gives stand without it.',
  cancelled: 'Can be cancelled within # days for a full refund, where no claim was made.',
};

const by: Readonly<Record<string, Words>> = {
  de: {
    left: 'Freiwillig: Schutz gibt es auch anderswo, oft in der Hausratversicherung; die gesetzlichen Rechte bestehen ohne ihn.',
    cancelled: 'Innerhalb von # Tagen kündbar, mit voller Erstattung, solange nichts gemeldet wurde.',
  },
  es: {
    left: 'Es opcional: también se puede contratar en otro lugar, quizá con el seguro del hogar, y los derechos que da la ley existen sin ella.',
    cancelled: 'Se puede cancelar en # días con reembolso íntegro, si no hubo reclamación.',
  },
  fr: {
    left: 'Facultatif : une couverture peut s’obtenir ailleurs, peut-être par l’assurance habitation, et les droits que donne la loi existent sans elle.',
    cancelled: 'Résiliable dans les # jours avec remboursement intégral, si rien n’a été réclamé.',
  },
  it: {
    left: 'Facoltativo: una copertura si può avere altrove, forse con l’assicurazione della casa, e i diritti di legge valgono anche senza.',
    cancelled: 'Si può disdire entro # giorni con rimborso completo, se non è stato chiesto nulla.',
  },
  nl: {
    left: 'Niet verplicht: dekking is ook elders te krijgen, misschien via de inboedelverzekering, en de wettelijke rechten gelden ook zonder.',
    cancelled: 'Binnen # dagen op te zeggen met volledige terugbetaling, zolang niets is geclaimd.',
  },
  pl: {
    left: 'Zakup jest dobrowolny: ochronę można mieć gdzie indziej, może z ubezpieczenia mieszkania, a prawa ustawowe przysługują i bez niej.',
    cancelled: 'W ciągu # dni można zrezygnować z pełnym zwrotem, jeśli nic nie zgłoszono.',
  },
  pt: {
    left: 'É opcional: a cobertura pode obter-se noutro lado, talvez no seguro da casa, e os direitos legais existem sem ela.',
    cancelled: 'Pode ser cancelada em # dias com reembolso total, se nada foi pedido.',
  },
  sv: {
    left: 'Frivilligt: skydd kan finnas på annat håll, kanske i hemförsäkringen, och rättigheterna enligt lag gäller ändå.',
    cancelled: 'Kan sägas upp inom # dagar med full återbetalning, om inget har begärts.',
  },
};

/** In the page's language, else in English. Cover whose length is not known may be for more than a year. */
export function protectionTerms(locale: string, days: number, months: number | null | undefined): string[] {
  const { left, cancelled } = by[locale.slice(0, 2)] ?? en;
  return months && months <= 12 ? [left] : [left, cancelled.replace('#', String(days))];
}
