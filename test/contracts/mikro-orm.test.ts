/** MikroORM, against its own types. */
import { mikroOrm } from '../../src/contracts/mikro-orm.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: mikroOrm,
  packages: ['@mikro-orm/core'],
  cases: [
    {
      name: 'orm, closed on some ways only',
      setUp: `import { MikroORM } from '@mikro-orm/core';`,
      leak: `export async function f(options: object, isNew: boolean) { const orm = await MikroORM.init(options); if (isNew) return 'new'; try { return await orm.isConnected(); } finally { await orm.close(true); } }`,
      correct: `export async function f(options: object, isNew: boolean) { const orm = await MikroORM.init(options); try { if (isNew) return 'new'; return await orm.isConnected(); } finally { await orm.close(true); } }`,
    },
    {
      name: 'orm, left with the entity manager that is handed over',
      setUp: `import { MikroORM } from '@mikro-orm/core';`,
      leak: `export async function f(options: object, check: () => Promise<void>) { const orm = await MikroORM.init(options); await check(); return orm.em.fork(); }`,
      correct: `export async function f(options: object) { const orm = await MikroORM.init(options); return orm.em.fork(); } export async function g(options: object) { const orm = await MikroORM.init(options); return orm.em; }`,
    },
    {
      name: 'orm, of a class of its own',
      setUp: `import { MikroORM } from '@mikro-orm/core'; class Own extends MikroORM {}`,
      leak: `export async function f(options: object) { const orm = await Own.init(options); await orm.checkConnection(); await orm.close(); }`,
      correct: `export async function f(options: object) { const orm = await Own.init(options); try { await orm.checkConnection(); } finally { await orm.close(); } }`,
    },
  ],
});
