// Pages and notices made of ordinary elements, for when the workspace itself cannot speak.
import { copyText } from './clipboard';
import { words } from './words';

interface Button {
  text: string;
  action: (button: HTMLButtonElement) => void;
}

function place(): HTMLElement {
  return document.getElementById('plain')!;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function buttonOf({ text, action }: Button): HTMLButtonElement {
  const button = element('button', text);
  button.type = 'button';
  button.addEventListener('click', () => action(button));
  return button;
}

function showPage(title: string, parts: HTMLElement[], buttons: Button[]): void {
  document.getElementById('skeleton')?.remove();
  const main = document.createElement('main');
  const made = buttons.map(buttonOf);
  made[0]?.classList.add('main');
  main.append(element('h1', title), ...parts, ...made);
  place().replaceChildren(main);
  made[0]?.focus();
}

export function hidePage(): void {
  place().replaceChildren();
}

export function showCannotRun(missing: string): void {
  const say = words();
  showPage(say.cannotRun, [element('p', say.needs + missing)], []);
}

export function showCrash(report: string, restart: () => void): void {
  const say = words();
  showPage(
    say.crashed,
    [element('p', say.crashedWhy), element('pre', report)],
    [
      { text: say.restart, action: restart },
      {
        text: say.copyReport,
        action: (button) => {
          void copyText(report).then(() => (button.textContent = say.copied));
        },
      },
    ],
  );
}

/** This tab's worker did not answer, and another tab has taken the store. */
export function showTakenAway(useHere: () => void): void {
  const say = words();
  showPage(say.takenAway, [], [{ text: say.useHere, action: useHere }]);
}

export function showNotice(text: string): void {
  const box = document.createElement('div');
  box.className = 'notice';
  box.setAttribute('role', 'alert');
  const close = buttonOf({ text: words().close, action: () => box.remove() });
  box.append(element('p', text), close);
  place().append(box);
}
