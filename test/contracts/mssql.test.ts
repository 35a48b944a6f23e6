/** mssql, against the types of @types/mssql. */
import { mssql } from '../../src/contracts/mssql.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: mssql,
  packages: ['@types/mssql'],
  cases: [
    {
      name: 'transaction',
      setUp: `import sql from 'mssql';`,
      leak: `export async function f(pool: sql.ConnectionPool) { const t = new sql.Transaction(pool); await t.begin(); await new sql.Request(t).query('x'); await t.commit(); }`,
      correct: `export async function f(pool: sql.ConnectionPool) { const t = new sql.Transaction(pool); await t.begin(); try { await new sql.Request(t).query('x'); await t.commit(); } catch (e) { await t.rollback(); throw e; } }`,
    },
    {
      name: 'prepared statement',
      setUp: `import sql from 'mssql';`,
      leak: `export async function f(pool: sql.ConnectionPool) { const s = new sql.PreparedStatement(pool); await s.prepare('x'); await s.execute({}); await s.unprepare(); }`,
      correct: `export async function f(pool: sql.ConnectionPool) { const s = new sql.PreparedStatement(pool); await s.prepare('x'); try { await s.execute({}); } finally { await s.unprepare(); } }`,
    },
  ],
});
