/**
 * Measures the panel in Chromium with 500 acquire sites and paths of 200 steps: `npx tsx test/bench/panel.ts [--limits]`.
 * Prints milliseconds; with `--limits` fails when a median is over the goal. Not part of the suites: a busy machine says
 * nothing.
 */
import { startBrowser, type OpenedPanel } from '../panel-page/page.js';
import { doneAudit } from '../panel-page/audit-situations.js';
import { largePicture } from '../panel-page/large-situations.js';
import { content } from '../panel-page/picture.js';
import { THEMES } from '../panel-page/themes.js';
import type { ToPanel } from '../../src/protocol/panel.js';

const ROUNDS = 15;
/** In milliseconds. */
const GOALS = {
  'first paint': 200,
  update: 50,
  'other path': 50,
  'other row': 50,
  'audit, 500 findings': 200,
};
type What = keyof typeof GOALS;

const times: Record<What, number[]> = {
  'first paint': [],
  update: [],
  'other path': [],
  'other row': [],
  'audit, 500 findings': [],
};

const picture = largePicture();
const first = content(picture);
const paths = picture.lifetime.paths.slice(1);
const second = content({ ...picture, lifetime: { ...picture.lifetime, paths } });

void measure().then((isOver) => process.exit(isOver && process.argv.includes('--limits') ? 1 : 0));

/** Whether a median is over its goal. */
async function measure(): Promise<boolean> {
  const browser = await startBrowser();
  for (let round = 0; round < ROUNDS; round++) {
    const panel = await browser.open(THEMES[0]!);
    times['first paint'].push(await timeMessage(panel, first));
    times.update.push(await timeMessage(panel, second));
    await panel.page.locator('.go').first().focus();
    times['other path'].push(await timeKey(panel, 'n'));
    times['other row'].push(await timeKey(panel, 'ArrowUp'));
    await panel.send({ kind: 'page', page: 'overview' });
    times['audit, 500 findings'].push(await timeMessage(panel, { kind: 'audit', audit: doneAudit(500) }));
    await panel.close();
  }
  await browser.close();

  let isOver = false;
  for (const [what, goal] of Object.entries(GOALS) as [What, number][]) {
    const sorted = times[what].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
    const [best, worst] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
    isOver ||= median > goal;
    console.log(
      `${what.padEnd(20)} median ${median.toFixed(1).padStart(7)}  best ${best.toFixed(1).padStart(7)}  ` +
        `worst ${worst.toFixed(1).padStart(7)}  goal ${goal}`,
    );
  }
  return isOver;
}

/** From the arrival of the data to the frame that shows it. */
function timeMessage(panel: OpenedPanel, message: ToPanel): Promise<number> {
  return panel.page.evaluate(
    (data) =>
      new Promise<number>((done) => {
        let start = 0;
        window.addEventListener('message', () => (start = performance.now()), { once: true, capture: true });
        window.addEventListener(
          'message',
          () => {
            requestAnimationFrame(() => {
              // The task behind the frame runs when it is painted.
              const channel = new MessageChannel();
              channel.port1.onmessage = () => {
                done(performance.now() - start);
              };
              channel.port2.postMessage(0);
            });
          },
          { once: true },
        );
        window.postMessage(data, '*');
      }),
    message,
  );
}

/** From the key to the frame that shows what it did. */
function timeKey(panel: OpenedPanel, key: string): Promise<number> {
  return panel.page.evaluate(
    (pressed) =>
      new Promise<number>((done) => {
        const start = performance.now();
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            done(performance.now() - start);
          };
          channel.port2.postMessage(0);
        });
      }),
    key,
  );
}
