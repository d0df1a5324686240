// SPDX-License-Identifier: MIT
//
// The element's properties and how each is read from an attribute, and those that lead to another sheet or session.

import type { Property } from './painted-element.js';

export const properties: Record<string, Property> = {
  src: {},
  htmlFor: { attribute: 'for' },
  theme: {},
  layout: {},
  locale: {},
  moment: {},
  debug: { type: Boolean },
  analyticsConsent: { attribute: 'analytics-consent' },
  headingLevel: { attribute: 'heading-level', type: Number },
  messages: { attribute: false, json: true },
  sheet: { attribute: false, json: true },
  session: { attribute: false },
};

export const sources = ['src', 'htmlFor', 'sheet', 'session', 'locale', 'messages', 'moment'];
