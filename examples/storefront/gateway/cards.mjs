// SPDX-License-Identifier: MIT
//
// The test cards, and what reading a card number means. A number is checked (length, Luhn, expiry) and turned
// into a payment method; nothing of it but the last four digits goes any further.

/** Behaviour decides what the gateway does with a method; see gateway.mjs. */
export const kTestCards = [
  { number: '4242 4242 4242 4242', behaviour: 'approve', says: 'Approved' },
  { number: '4000 0000 0000 0002', behaviour: 'decline', says: 'Declined' },
  { number: '4000 0025 0000 3155', behaviour: 'authenticate', says: 'Asks for authentication, every time' },
  { number: '4000 0000 0000 0341', behaviour: 'decline_later', says: 'Approved at checkout, declined for an offer' },
  { number: '4000 0000 0000 0077', behaviour: 'slow', says: 'Approved after four seconds' },
  { number: '4000 0000 0000 9979', behaviour: 'drop', says: 'Charged, but the connection drops before the answer' },
];

const digitsOf = text => String(text ?? '').replace(/[\s-]/g, '');

function passesLuhn(digits) {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * @param {{ number?: string, expiry?: string, cvc?: string }} card expiry as MM/YY
 * @param {number} nowMs
 * @returns {{ brand: string, last4: string, behaviour: string } | { field: 'number' | 'expiry' | 'cvc', message: string
 * }}
 */
export function readCard({ number, expiry, cvc }, nowMs) {
  const digits = digitsOf(number);
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits))
    return { field: 'number', message: 'Check the card number: a digit is wrong or missing.' };
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(expiry ?? '') ?? [];
  if (!month || Number(month) < 1 || Number(month) > 12)
    return { field: 'expiry', message: 'Write the expiry date as MM/YY.' };
  if (Date.UTC(2000 + Number(year), Number(month), 1) <= nowMs)
    return { field: 'expiry', message: 'This card has expired.' };
  if (!/^\d{3,4}$/.test(String(cvc ?? '').trim()))
    return { field: 'cvc', message: 'The security code has three or four digits.' };
  const known = kTestCards.find(card => digitsOf(card.number) === digits);
  if (!known)
    return {
      field: 'number',
      message: 'Only the test cards below work here: never type a real card number into a demonstration.',
    };
  return { brand: 'Visa', last4: digits.slice(-4), behaviour: known.behaviour };
}
