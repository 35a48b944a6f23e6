/** package.json and the code name the same commands, settings, views, context keys and colours. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ids from '../src/protocol/ids.js';
import { PANEL_VIEW_TYPE } from '../src/protocol/panel.js';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when?: string;
    }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
    };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
  };
}

const ROOT = path.join(__dirname, '..');
const text = fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const sorted = (values: Iterable<string>): string[] => [...values].sort();

describe('manifest', () => {
  it('contributes the commands of the code, under one category', () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(Object.values(ids.COMMANDS)),
    );
    assert.deepEqual(
      new Set(contributes.commands.map(({ category }) => category)),
      new Set([ids.DISPLAY_NAME]),
    );
  });

  it('registers every command, internal ones too', () => {
    const source = fs.readFileSync(path.join(ROOT, 'src/extension/commands.ts'), 'utf8');
    const unregistered = [
      ...Object.keys(ids.COMMANDS).map((name) => `COMMANDS.${name}`),
      ...Object.keys(ids.INTERNAL_COMMANDS).map((name) => `INTERNAL_COMMANDS.${name}`),
    ].filter((name) => !source.includes(`register(${name},`));
    assert.deepEqual(unregistered, []);
  });

  it('contributes the settings, colours and views of the code', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(sorted(Object.keys(properties)), sorted(Object.values(ids.SETTINGS)));
    assert.deepEqual(properties[ids.SETTINGS.lifetimeShow]?.enum, [...ids.LIFETIME_SHOW]);
    assert.deepEqual(sorted(contributes.colors.map(({ id }) => id)), sorted(Object.values(ids.COLORS)));
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id),
      [ids.AUDIT_VIEW],
    );
  });

  it('has a colour for every kind of theme', () => {
    for (const { id, defaults } of contributes.colors) {
      assert.deepEqual(
        sorted(Object.keys(defaults)),
        ['dark', 'highContrast', 'highContrastLight', 'light'],
        id,
      );
    }
  });

  it('stays small: at most 14 commands in the palette and 14 settings', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    assert.ok(contributes.commands.length - hidden.length <= 14);
    assert.ok(Object.keys(contributes.configuration.properties).length <= 14);
  });

  it('uses only known context keys and commands', () => {
    const named = [...text.matchAll(/connectionLifetimes\.\w+(?:\.\w+)*/g)].map(([name]) => name);
    const known = new Set<string>([
      ...Object.values(ids.COMMANDS),
      ...Object.values(ids.SETTINGS),
      ...Object.values(ids.CONTEXT_KEYS),
      ...Object.values(ids.COLORS),
      ids.AUDIT_VIEW,
      PANEL_VIEW_TYPE,
    ]);
    assert.deepEqual(sorted(new Set(named.filter((name) => !known.has(name)))), []);
  });

  it('binds keys only under a condition', () => {
    const commands = new Set<string>(Object.values(ids.COMMANDS));
    for (const { command, key, when } of contributes.keybindings) {
      assert.ok(commands.has(command), command);
      assert.match(when ?? '', /connectionLifetimes\./, `${key} would be taken everywhere`);
    }
  });

  it('activates on the languages that are analysed, and for the panel', () => {
    const languages = ids.LANGUAGES.map((language) => `onLanguage:${language}`);
    assert.deepEqual(
      sorted(manifest.activationEvents),
      sorted([...languages, `onWebviewPanel:${PANEL_VIEW_TYPE}`]),
    );
  });

  it('works in untrusted folders', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
  });

  it('has a text for every placeholder, and no text too many', () => {
    const nls = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.nls.json'), 'utf8')) as Record<
      string,
      string
    >;
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual(sorted(new Set(used)), sorted(Object.keys(nls)));
  });

  it('names media files that are there', () => {
    const media = [...text.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(([, file]) => file ?? '');
    const missing = media.filter((file) => !fs.existsSync(path.join(ROOT, file)));
    assert.ok(media.includes(manifest.icon));
    assert.deepEqual(missing, []);
  });
});
