// The page's own script: reads the live stream and draws it. No library, no build; text is always set as text.
const token = document.querySelector('meta[name="linnet-token"]').content;
const headers = { 'x-linnet-token': token };
const $ = (id) => document.getElementById(id);
const STAGE_COLORS = {
  wake: '#8e6bbf',
  waiting: '#b9b4a7',
  speech: '#3f7fbf',
  endpointing: '#79a9d6',
  recognition: '#2f9c8f',
  understanding: '#6bb36b',
  acting: '#c9a227',
  synthesis: '#d97b3f',
  output: '#e2a37f',
  speaking: '#b5532f',
};
const PHASES = {
  idle: 'Ready',
  listening: 'Listening',
  thinking: 'Thinking',
  speaking: 'Speaking',
  muted: 'Muted: the microphone is closed',
  error: 'Something does not work',
};
const OUTCOMES = {
  done: 'done',
  notConfirmed: 'sent, but not confirmed',
  asked: 'asked back',
  notUnderstood: 'not understood',
  nothingHeard: 'nothing heard',
  cancelled: 'cancelled',
  failed: 'failed',
};
const SPEAK = $('hint').textContent;
const MUTED = 'The microphone is muted: type what you want.';
const DEAF = 'The box does not hear at the moment: type what you want.';
const GONE = 'The box does not answer: is it running?';
const ORIGINS = { wake: 'wake word', button: 'Talk', followUp: 'answer', announcement: 'announcement', typed: 'typed' };
const MOST_TURNS = 30;
let muted = false;
let hears = false;
let gone = false;
/** Whether Talk was pressed here and its turn has not ended yet. */
let talking = false;
let leds = 12;
let timers = [];
let timersAt = 0;
let alarms = [];

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function circle(x, y, radius, fill) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: radius, fill })) made.setAttribute(name, value);
  return made;
}

// A light at 2 % is plainly seen in a room; a screen needs more for that.
const seen = (value) => Math.round(255 * (value / 255) ** (1 / 2.2));

function drawRing(pixels) {
  const count = pixels.length / 3;
  leds = count;
  const parts = [circle(0, 0, 59, '#15181b')];
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * i) / count - Math.PI / 2;
    const [r, g, b] = pixels.slice(3 * i, 3 * i + 3).map(seen);
    const fill = r + g + b === 0 ? '#2c3237' : `rgb(${r} ${g} ${b})`;
    parts.push(circle(45 * Math.cos(angle), 45 * Math.sin(angle), 8, fill));
  }
  $('ring').replaceChildren(...parts);
  const lit = pixels.filter((_, i) => i % 3 === 0 && pixels[i] + pixels[i + 1] + pixels[i + 2] > 0).length;
  $('ring').setAttribute('aria-label', lit === 0 ? 'LED ring: dark' : `LED ring: ${lit} of ${count} lit`);
}

function drawBox({ box, ...told }) {
  muted = box.muted;
  hears = told.hears;
  setGone(false);
  $('phase').textContent = phaseText(box);
  $('talk').textContent = box.ringing || ['listening', 'thinking', 'speaking'].includes(box.phase) ? 'Stop' : 'Talk';
  $('hint').textContent = hint();
  $('problems').textContent = box.problems.join(' ');
  $('proposals').textContent = (box.proposals ?? []).join(' ');
  $('mute').setAttribute('aria-pressed', String(muted));
  if (box.phase !== 'listening') $('hearing').textContent = '';
  timers = box.timers;
  timersAt = performance.now();
  alarms = told.alarms;
  drawTimers();
}

function phaseText({ phase, ringing }) {
  if (ringing) return 'Ringing';
  return phase === 'idle' && !hears ? 'Ready for what is typed' : PHASES[phase];
}

function hint() {
  if (gone) return 'What stands here is how it was when the box was last there.';
  if (muted) return MUTED;
  return hears ? SPEAK : DEAF;
}

/** Without the box nothing counts on, shines or can be pressed. */
function setGone(isGone) {
  gone = isGone;
  document.body.classList.toggle('gone', gone);
  for (const id of ['submit', 'talk', 'mute']) $(id).disabled = gone;
  if (!gone) return;
  $('phase').textContent = GONE;
  for (const id of ['hearing', 'problems', 'proposals']) $(id).textContent = '';
  $('hint').textContent = hint();
  drawRing(new Array(3 * leds).fill(0));
}

// The box tells only what changes; that time passes is known here.
function drawTimers() {
  if (gone) return;
  const passedMs = performance.now() - timersAt;
  const rows = timers.map((timer) => {
    const leftMs = timer.state === 'running' ? timer.remainingMs - passedMs : timer.remainingMs;
    const row = element('li', timer.name ?? 'Timer');
    row.append(element('time', timer.state === 'ringing' ? 'ringing' : clockText(leftMs)));
    return row;
  });
  rows.push(...alarms.map(alarmRow));
  $('timers').replaceChildren(...(rows.length > 0 ? rows : [element('li', 'None', 'meta')]));
}

const ALARM_KINDS = { alarm: 'Alarm', reminder: 'Reminder', plan: 'Plan' };

function alarmRow({ kind, name, dueAt }) {
  const row = element('li', [ALARM_KINDS[kind], name].filter(Boolean).join(': '));
  const day = dueAt - Date.now() < 6 * 86_400_000 ? { weekday: 'short' } : { month: 'short', day: 'numeric' };
  row.append(element('time', new Date(dueAt).toLocaleString([], { ...day, hour: 'numeric', minute: '2-digit' })));
  return row;
}

function clockText(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, i) => (i === 0 ? part : String(part).padStart(2, '0'))).join(':');
}

function describe(row) {
  if (row.state === null) return 'unavailable';
  const { brightness, current_position: position, temperature, unit_of_measurement: unit } = row.attributes;
  if (typeof brightness === 'number' && row.state === 'on') return `on, ${Math.round((brightness * 100) / 255)} %`;
  if (typeof position === 'number') return `${row.state}, ${position} %`;
  if (typeof temperature === 'number') return `${row.state}, ${temperature} ${unit ?? '°'}`;
  return typeof unit === 'string' ? `${row.state} ${unit}` : row.state;
}

function drawHouse(entities) {
  const rows = entities.map((entity) => {
    const row = element('tr');
    const area = element('td', entity.area ?? '', 'meta area');
    const name = element('th', entity.name);
    name.scope = 'row';
    row.append(name, area, element('td', describe(entity)));
    return row;
  });
  const none = element('tr');
  none.append(element('td', 'No device has announced itself yet.', 'meta'));
  $('house').tBodies[0].replaceChildren(...(rows.length > 0 ? rows : [none]));
}

function drawStages(turn) {
  const total = Math.max(1, ...turn.stages.map((stage) => stage.startMs + stage.durationMs));
  const bar = element('div', undefined, 'stages');
  const legend = element('div', undefined, 'legend');
  for (const { name, startMs, durationMs } of turn.stages) {
    const part = element('span');
    part.style.left = `${(100 * startMs) / total}%`;
    part.style.width = `${(100 * durationMs) / total}%`;
    part.style.background = STAGE_COLORS[name];
    part.title = `${name}: ${Math.round(durationMs)} ms`;
    bar.append(part);
    const label = element('span', `${name} ${Math.round(durationMs)} ms`);
    const swatch = element('i');
    swatch.style.background = STAGE_COLORS[name];
    label.prepend(swatch);
    legend.append(label);
  }
  return [bar, legend];
}

function addTurn(turn) {
  const item = element('li');
  item.append(element('div', turn.transcript ?? `(${ORIGINS[turn.origin]})`, 'heard'));
  if (turn.reply) item.append(element('div', turn.reply + (turn.cut ? ' (cut off)' : '')));
  const parts = [new Date(turn.startedAt).toLocaleTimeString(), OUTCOMES[turn.outcome]];
  if (turn.endpointToSoundMs !== null) parts.push(`${Math.round(turn.endpointToSoundMs)} ms to the first sound`);
  const meta = element('div', parts.join(' · '), 'meta');
  if (turn.intent !== null) meta.title = turn.intent;
  item.append(meta);
  if (turn.stages.length > 0) item.append(...drawStages(turn));
  $('turns').prepend(item);
  while ($('turns').children.length > MOST_TURNS) $('turns').lastElementChild.remove();
}

function takeTurn(turn) {
  addTurn(turn);
  if (!talking || turn.origin === 'typed' || turn.origin === 'announcement') return;
  talking = false; // somebody else's wake word came before it
  if (turn.origin !== 'button') return;
  showReply(turn.reply || `(${OUTCOMES[turn.outcome]})`);
}

function take(message) {
  if (message.kind === 'box') drawBox(message);
  else if (message.kind === 'ring') drawRing(message.pixels);
  else if (message.kind === 'house') drawHouse(message.entities);
  else if (message.kind === 'hearing') $('hearing').textContent = message.text;
  else if (message.kind === 'turn') takeTurn(message.turn);
}

async function live() {
  const response = await fetch('/api/live', { headers });
  if (response.status === 403) location.reload(); // the box was started anew, with a new token
  if (!response.ok) throw new Error((await response.json()).error);
  $('turns').replaceChildren();
  talking = false;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffered = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const lines = (buffered + next.value).split('\n');
    buffered = lines.pop();
    for (const line of lines) take(JSON.parse(line));
  }
}

async function post(path, body) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers: { ...headers, ...type }, ...sent });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Anew even where it is the same as before, so that a screen reader says it again. */
function showReply(text) {
  $('reply').textContent = '';
  setTimeout(() => {
    $('reply').textContent = text;
  }, 100);
}

// fetch() gives a TypeError where nobody answers.
const report = (error) => showReply(error instanceof TypeError ? GONE : error.message);

$('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (text === '') return;
  $('text').value = '';
  post('/api/ask', { text }).then((reply) => showReply(reply.text || `(${OUTCOMES[reply.outcome]})`), report);
});
$('talk').addEventListener('click', () => {
  const listens = $('talk').textContent === 'Talk';
  if (listens && (muted || !hears)) {
    showReply(hint());
    return;
  }
  if (listens) $('reply').textContent = '';
  talking ||= listens;
  post('/api/talk').catch((error) => {
    talking = false;
    report(error);
  });
});
$('mute').addEventListener('click', () => post('/api/mute', { muted: !muted }).catch(report));

async function keepLive() {
  for (;;) {
    await live().catch(() => {}); // shown in words below, and tried again
    setGone(true);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
setInterval(drawTimers, 1000);
void keepLive();
