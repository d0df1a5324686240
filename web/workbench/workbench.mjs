// SPDX-License-Identifier: MIT
//
// The window of the workbench: the sheet's text with what the core says about it, line by
// line, beside a page that shows it as set. The page stands in a frame (frame.mjs); this file
// reads the settings and passes them on.

import { loadEngine } from 'encore-offers';
import { spokenIssues } from '../src/engine/check.ts';
import { outcomes } from '../src/inspector/outcomes.ts';
import { placeOf } from './places.mjs';
import { states } from './states.mjs';

const locales = [
  'en-US',
  'de-DE',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pt-BR',
  'pl-PL',
  'sv-SE',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-Hant',
  'ar-EG',
  'he-IL',
];

const $ = id => document.getElementById(id);
const form = $('settings');
const [sheet, frame] = [$('sheet'), $('frame')];
const add = (select, ...values) =>
  select.append(...values.map(value => Object.assign(document.createElement('option'), { value, textContent: value })));
const engine = await loadEngine();

add(form.elements.state, ...Object.keys(states));
add(form.elements.outcome, ...outcomes);
add(form.elements.locale, ...locales);
add($('example'), ...(await (await fetch('/sheets.json')).json()));

function numberLines() {
  const count = sheet.value.split('\n').length;
  if (Number($('lines').dataset.count) === count) return;
  $('lines').dataset.count = count;
  $('lines').textContent = Array.from({ length: count }, (_, line) => line + 1).join('\n');
}

/** Leads to the place of an issue in the text. */
function goTo({ start, end, line }) {
  sheet.focus();
  sheet.setSelectionRange(
    start,
    Math.min(end, sheet.value.indexOf('\n', start) < 0 ? end : sheet.value.indexOf('\n', start)),
  );
  sheet.scrollTop = (line - 4) * parseFloat(getComputedStyle(sheet).lineHeight);
}

/** The core's findings about the text, as buttons that lead to the place. True where the sheet can be decided. */
function judge() {
  const { issues, notes } = engine.check(sheet.value);
  const item = (issue, kind) => {
    const offset = line => sheet.value.split('\n', line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const place = issue.line
      ? {
          line: issue.line,
          column: issue.column,
          start: offset(issue.line) + issue.column - 1,
          end: offset(issue.line) + issue.column,
        }
      : placeOf(sheet.value, issue.path);
    const button = document.createElement('button');
    button.type = 'button';
    button.append(
      Object.assign(document.createElement('code'), { textContent: `${place.line}:${place.column}` }),
      ` ${issue.message} `,
      Object.assign(document.createElement('small'), { textContent: issue.path || '(document)' }),
    );
    button.addEventListener('click', () => goTo(place));
    const li = Object.assign(document.createElement('li'), { className: kind });
    li.append(button);
    return li;
  };
  const items = (found, kind) => spokenIssues(found, sheet.value).map(issue => item(issue, kind));
  $('issues').replaceChildren(...items(issues, 'issue'), ...items(notes, 'note'));
  return !issues.some(({ scope }) => scope === 'sheet');
}

function snippet(values) {
  const attributes = ['theme', 'layout', 'locale']
    .filter(name => values[name])
    .map(name => ` ${name}="${values[name]}"`)
    .join('');
  return `<script src="/encore/encore.js" async></script>\n\n<encore-offers${attributes}>\n  <script type="application/json">\n    ⟨the page sheet that your server publishes⟩\n  </script>\n</encore-offers>\n`;
}

const settings = () => Object.fromEntries(new FormData(form));
const momentOf = text => Date.parse(`${text}Z`);
const say = text => {
  $('summary').textContent = text;
};

let turn = 0;
/** Judges the text and shows it as set; the last call wins. */
async function show() {
  const mine = ++turn;
  const values = settings();
  numberLines();
  frame.style.inlineSize = `${values.width}px`;
  $('pixels').value = `${values.width} px`;
  $('snippet').value = snippet(values);
  if (!judge()) return say('The sheet is refused; the page keeps what it showed.');
  const moment = momentOf(values.moment) || Date.parse(JSON.parse(sheet.value).issued_at);
  const decision = engine.decide(sheet.value, { now: moment });
  say(
    decision.slots.length
      ? `Shown: ${decision.slots.map(slot => slot.candidate_id).join(' and ')}. ${decision.left_out.length} left out.`
      : `Nothing is shown: ${decision.left_out.map(({ candidate_id, reasons }) => `${candidate_id}: ${reasons[0].reason}`).join(', ')}.`,
  );
  try {
    await frame.contentWindow.show({
      ...values,
      sheetText: sheet.value,
      moment,
      css: $('css').value,
      outcome: () => settings().outcome,
    });
    if (mine === turn) document.documentElement.dataset.shown = String(mine);
  } catch (error) {
    say(`The page could not show it: ${error.message}`);
  }
}

let typing;
function soon() {
  clearTimeout(typing);
  typing = setTimeout(show, 250);
}

async function loadExample(name) {
  sheet.value = await (await fetch(`/sheets/${name}.json`)).text();
  form.elements.moment.value = new Date(Date.parse(JSON.parse(sheet.value).issued_at)).toISOString().slice(0, 19);
  await show();
}

$('example').addEventListener('change', () => loadExample($('example').value));
sheet.addEventListener('input', () => {
  numberLines();
  soon();
});
sheet.addEventListener('scroll', () => {
  $('lines').scrollTop = sheet.scrollTop;
});
$('css').addEventListener('input', soon);
form.addEventListener('input', event => {
  const { name, value } = event.target;
  if (name === 'locale') form.elements.direction.value = /^(ar|he)/.test(value) ? 'rtl' : 'ltr';
  // The page asks for the outcome when it is needed; what it shows stays.
  if (name === 'outcome') return;
  if (name === 'width') {
    frame.style.inlineSize = `${value}px`;
    $('pixels').value = `${value} px`;
    return;
  }
  show();
});
for (const button of form.querySelectorAll('[data-width]')) {
  button.addEventListener('click', () => {
    form.elements.width.value = button.dataset.width;
    form.elements.width.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
$('copy').addEventListener('click', async () => {
  $('snippet').select();
  $('copied').textContent = await navigator.clipboard.writeText($('snippet').value).then(
    () => 'Copied.',
    () => 'Selected; the browser wants you to copy it yourself.',
  );
});

const ready = () => frame.contentDocument?.documentElement.dataset.ready !== undefined && frame.contentWindow.show;
while (!ready()) await new Promise(resolve => requestAnimationFrame(resolve));
$('example').value = 'camera';
await loadExample('camera');
document.documentElement.dataset.ready = '';
