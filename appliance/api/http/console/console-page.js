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
const MOST_TURNS = 30;
let muted = false;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function drawRing(pixels) {
  const count = pixels.length / 3;
  const ring = $('ring');
  ring.replaceChildren();
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * i) / count - Math.PI / 2;
    const led = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    const [r, g, b] = pixels.slice(3 * i, 3 * i + 3);
    led.setAttribute('cx', String(46 * Math.cos(angle)));
    led.setAttribute('cy', String(46 * Math.sin(angle)));
    led.setAttribute('r', '9');
    led.setAttribute('fill', r + g + b === 0 ? 'rgb(128 128 128 / 0.25)' : `rgb(${r} ${g} ${b})`);
    ring.append(led);
  }
}

function drawBox(box) {
  muted = box.muted;
  $('phase').textContent = box.ringing ? 'ringing' : box.phase;
  $('problems').textContent = box.problems.join(' ');
  $('mute').setAttribute('aria-pressed', String(muted));
  $('mute').textContent = muted ? 'Muted' : 'Mute';
  if (box.phase !== 'listening') $('hearing').textContent = '';
  const timers = box.timers.map((timer) =>
    element(
      'li',
      `${timer.name ?? 'Timer'}: ${timer.state === 'ringing' ? 'ringing' : `${Math.ceil(timer.remainingMs / 1000)} s`}`,
    ),
  );
  $('timers').replaceChildren(...(timers.length > 0 ? timers : [element('li', 'none', 'meta')]));
}

function describe(row) {
  if (row.state === null) return 'unavailable';
  const { brightness, current_position: position, temperature, unit_of_measurement: unit } = row.attributes;
  if (typeof brightness === 'number' && row.state === 'on') return `on, ${Math.round((brightness * 100) / 255)} %`;
  if (typeof position === 'number') return `${row.state}, ${position} %`;
  if (typeof temperature === 'number') return `${row.state}, ${temperature} °C`;
  return typeof unit === 'string' ? `${row.state} ${unit}` : row.state;
}

function drawHouse(entities) {
  const rows = entities.map((entity) => {
    const row = element('tr');
    row.append(element('td', entity.name), element('td', entity.area ?? '', 'meta'), element('td', describe(entity)));
    return row;
  });
  $('house').tBodies[0].replaceChildren(...rows);
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
  item.append(element('div', turn.transcript ?? `(${turn.origin})`, 'heard'));
  if (turn.reply) item.append(element('div', turn.reply + (turn.cut ? ' (cut off)' : '')));
  const parts = [new Date(turn.startedAt).toLocaleTimeString(), turn.outcome, turn.intent];
  if (turn.endpointToSoundMs !== null) parts.push(`${Math.round(turn.endpointToSoundMs)} ms to the first sound`);
  item.append(element('div', parts.filter(Boolean).join(' · '), 'meta'));
  if (turn.stages.length > 0) item.append(...drawStages(turn));
  $('turns').prepend(item);
  while ($('turns').children.length > MOST_TURNS) $('turns').lastElementChild.remove();
}

function take(message) {
  if (message.kind === 'box') drawBox(message.box);
  else if (message.kind === 'ring') drawRing(message.pixels);
  else if (message.kind === 'house') drawHouse(message.entities);
  else if (message.kind === 'hearing') $('hearing').textContent = message.text;
  else if (message.kind === 'turn') addTurn(message.turn);
}

async function live() {
  const response = await fetch('/api/live', { headers });
  if (!response.ok) throw new Error((await response.json()).error);
  $('turns').replaceChildren();
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

const report = (error) => {
  $('reply').textContent = error.message;
};

$('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (text === '') return;
  $('text').value = '';
  post('/api/ask', { text }).then((reply) => {
    $('reply').textContent = reply.text || `(${reply.outcome})`;
  }, report);
});
$('talk').addEventListener('click', () => post('/api/talk').catch(report));
$('mute').addEventListener('click', () => post('/api/mute', { muted: !muted }).catch(report));

async function keepLive() {
  for (;;) {
    await live().catch(report);
    $('phase').textContent = 'disconnected';
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
void keepLive();
